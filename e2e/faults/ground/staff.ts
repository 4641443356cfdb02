import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Client } from '../../ground/back-office.ts'

const root = join(import.meta.dirname, '..', '..', '..')

/** Makes somebody of the house who may do everything, by the command that every house begins with (`npm run access`). */
export async function makeClerk(databaseUrl: string): Promise<Client> {
  const clientId = 'faults-clerk'
  const command = ['--import', 'tsx', 'scripts/access.ts', 'client', clientId]
  const { stdout } = await promisify(execFile)(process.execPath, command, {
    cwd: root,
    env: { ...process.env, DATABASE_URL: databaseUrl },
  })
  const secret = /^secret: (\S+)$/m.exec(stdout)?.[1]
  if (!secret) throw new Error(`there is no secret in: ${stdout}`)
  return { clientId, secret }
}
