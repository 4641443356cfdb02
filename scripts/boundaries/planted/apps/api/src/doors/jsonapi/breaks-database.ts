// breaks post-database
import type { Pool } from 'pg'
export type Database = Pool
