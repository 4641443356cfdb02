import { resolve } from 'node:path'
import { filesOnDisk } from '../adapters/storage/index.ts'
import { callWorkers } from '../domain/integrations/index.ts'
import { filesDoor, type FilesDoor } from '../doors/files/index.ts'
import { createFileAccounts, type FileAccountsParts } from '../identity/file-accounts.ts'
import type { Env } from '../kernel/env.ts'
import type { FileStore } from '../kernel/file-store.ts'
import type { Logger } from '../kernel/log.ts'

/** Where the files of partners are kept, and the door that they bring and fetch them through. */
export function composeFiles(
  env: Env,
  parts: FileAccountsParts & { log: Logger },
): { files: FileStore; sftp: FilesDoor } {
  const { db, ids, log } = parts
  const files = filesOnDisk(env.filesDir ?? resolve(env.dataDir, 'files'))
  const sftp = filesDoor({
    accounts: createFileAccounts(parts),
    store: files,
    ids,
    log,
    hostKeys: env.sftpHostKeys ?? resolve(env.dataDir, 'sftp'),
    proxies: env.sftpProxies,
    limits: {
      connections: env.sftpConnections,
      connectionsPerAddress: env.sftpConnectionsPerAddress,
      idleSeconds: env.sftpIdleSeconds,
    },
    arrived: (username, path) => {
      callWorkers({ db }).catch((error: unknown) =>
        log.warn({ err: error, account: username, path }, 'nobody was called for a file; it is found at the next look'),
      )
    },
  })
  return { files, sftp }
}
