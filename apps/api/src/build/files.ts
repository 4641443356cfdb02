import { resolve } from 'node:path'
import { filesOnDisk } from '../adapters/storage/index.ts'
import { callWorkers } from '../domain/integrations/index.ts'
import type { LabelFiles } from '../domain/shipping/index.ts'
import { filesDoor, type FilesDoor } from '../doors/files/index.ts'
import { createFileAccounts, type FileAccountsParts } from '../identity/file-accounts.ts'
import type { Env } from '../kernel/env.ts'
import type { FileStore } from '../kernel/file-store.ts'
import type { Logger } from '../kernel/log.ts'
import { labelsIn } from './labels.ts'

/** Where the files of partners and the labels of carriers are kept, and the door that they bring and fetch them through. */
export async function composeFiles(
  env: Env,
  parts: FileAccountsParts & { log: Logger },
): Promise<{ files: FileStore; sftp: FilesDoor; labels: LabelFiles; closeFiles: () => void }> {
  const { db, ids, log } = parts
  const files = await openStore(env)
  // beside the files of partners, so that all processes find them, and below a name that no partner's account can have
  const parcels = await openStore({
    ...env,
    filesDir: resolve(env.filesDir ?? resolve(env.dataDir, 'files'), '.parcels'),
    filesS3Prefix: `${env.filesS3Prefix}.parcels/`,
  })
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
  const closeFiles = () => {
    files.close()
    parcels.close()
  }
  return { files, sftp, labels: labelsIn(parcels), closeFiles }
}

/** What says where the files of partners are kept. */
export type FilePlaces = Pick<
  Env,
  | 'dataDir'
  | 'filesDir'
  | 'filesS3Bucket'
  | 'filesS3Prefix'
  | 'filesS3Region'
  | 'filesS3Endpoint'
  | 'filesS3PathStyle'
  | 'filesS3AccessKeyId'
  | 'filesS3SecretAccessKey'
>

/** The client of object storage is large: who has a disk does not load it. */
export async function openStore(env: FilePlaces): Promise<FileStore> {
  const { filesS3Bucket: bucket, filesS3AccessKeyId: id, filesS3SecretAccessKey: secret } = env
  if (!bucket) return filesOnDisk(env.filesDir ?? resolve(env.dataDir, 'files'))
  const { filesInObjectStorage } = await import('../adapters/storage/files-in-object-storage.ts')
  return filesInObjectStorage({
    bucket,
    prefix: env.filesS3Prefix,
    region: env.filesS3Region,
    endpoint: env.filesS3Endpoint,
    pathStyle: env.filesS3PathStyle === 'on',
    credentials: id && secret ? { accessKeyId: id, secretAccessKey: secret } : undefined,
  })
}
