// Partners' files on OpenSSH instead of our own SFTP door (docs/guides/sftp.md). Both print; nothing is changed:
//   npm run files -- openssh-config   what belongs into a configuration of sshd
//   npm run files -- openssh-setup    a script for root that makes users, folders and keys what the accounts of DATABASE_URL are
import { openDatabase } from '../apps/api/src/kernel/db.ts'
import { createLogger } from '../apps/api/src/kernel/log.ts'
import { setupScript, sshdConfig, type OpensshPartner, type OpensshSettings } from './files/openssh.ts'

async function partners(): Promise<OpensshPartner[]> {
  const url = process.env['DATABASE_URL']
  if (!url) throw new Error('Set DATABASE_URL: the accounts are read from it.')
  const log = createLogger({ level: 'warn', name: 'files' })
  const database = openDatabase({ url, poolSize: 1, applicationName: 'portico-files', log })
  try {
    return await database.db
      .selectFrom('fileAccounts')
      .select(['username', 'active', 'publicKeys', 'allowedIps'])
      .orderBy('username')
      .execute()
  } finally {
    await database.close()
  }
}

const settings: OpensshSettings = {
  folder: process.env['FILES_DIR'] || '/srv/portico/files',
  group: process.env['FILES_GROUP'] || 'portico',
  port: Number(process.env['SFTP_PORT'] || 2222),
}

const commands: Record<string, () => Promise<string>> = {
  'openssh-config': () => Promise.resolve(sshdConfig(settings)),
  'openssh-setup': async () => setupScript(await partners(), settings),
}

const run = commands[process.argv[2] ?? '']
if (run)
  await run().then(
    (text) => process.stdout.write(text),
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error)
      process.exitCode = 1
    },
  )
else {
  console.error(`usage: npm run --silent files -- ${Object.keys(commands).join(' | ')}`)
  process.exitCode = 2
}
