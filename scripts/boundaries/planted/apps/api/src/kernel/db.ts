// lawful
import 'kysely'
import 'pg'
export const db = 'db'
