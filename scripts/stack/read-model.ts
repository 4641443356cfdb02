import { rebuildReadModel } from '../../apps/api/src/domain/catalog/index.ts'
import { openDatabase } from '../../apps/api/src/kernel/db.ts'
import { createLogger } from '../../apps/api/src/kernel/log.ts'

/** Makes the shop's read model anew from the database's tables, if it must be: its SQL changed, or it was never finished. */
export async function keepReadModel(url: string, sqlChanged: boolean, progress: (line: string) => void): Promise<void> {
  const log = createLogger({ level: 'warn', name: 'read-model' })
  const database = openDatabase({ url, poolSize: 4, applicationName: 'portico-read-model', log })
  try {
    const state = await database.pool.query<{ complete: boolean }>(
      'select complete_at is not null as complete from read_model.state',
    )
    if (sqlChanged || !state.rows[0]?.complete) await rebuildReadModel(database, progress)
  } finally {
    await database.close()
  }
}
