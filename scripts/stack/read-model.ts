import * as catalog from '../../apps/api/src/domain/catalog/index.ts'
import { openDatabase, type Database } from '../../apps/api/src/kernel/db.ts'
import { createLogger } from '../../apps/api/src/kernel/log.ts'

/** Makes the shop's read model anew from the database's tables. */
export async function rebuildReadModel(url: string, progress: (line: string) => void): Promise<void> {
  const log = createLogger({ level: 'warn', name: 'read-model' })
  const database = openDatabase({ url, poolSize: 2, applicationName: 'portico-read-model', log })
  const rebuild = (
    catalog as { rebuildReadModel?: (database: Database, progress: (line: string) => void) => Promise<void> }
  ).rebuildReadModel
  try {
    await rebuild?.(database, progress)
  } finally {
    await database.close()
  }
}
