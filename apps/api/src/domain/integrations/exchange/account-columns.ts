import { sql } from '../../../kernel/db.ts'
import type { Watched } from './arrivals.ts'

/** The row of `file_accounts` that is called `a`, as a value of a select: whose folder is looked into; null where there is none. */
export const watchedAccount = sql<Watched | null>`case when a.id is not null then jsonb_build_object('id', a.id, 'username', a.username,
  'completion', a.completion, 'quietSeconds', a.quiet_seconds, 'integrationId', a.integration_id) end`
