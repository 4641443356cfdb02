import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process'
import { join } from 'node:path'
import { inject } from 'vitest'
import { buildApi } from '../../../../scripts/stack/build-api.ts'
import { repositoryRoot } from '../kernel/root.ts'
import { bundlesFolder } from './bundles-folder.ts'
import type { OpenShop } from './shop.ts'

const bundles: { made?: ReturnType<typeof buildApi> } = {}

/** The API or the worker as production runs it: bundled once for this process, for to start from source takes four times as long. */
export async function startProcess(
  name: 'main' | 'worker',
  env: Readonly<Record<string, string | undefined>>,
  stdio: StdioOptions = 'ignore',
): Promise<ChildProcess> {
  bundles.made ??= buildApi(repositoryRoot(), join(bundlesFolder(inject('templateDatabase')), String(process.pid)))
  const { [name]: file } = await bundles.made
  return spawn(process.execPath, [file], { env: { PATH: process.env['PATH'], ...env }, stdio })
}

/** Without a file door and the world outside; on a shop's database, with its files in `folder`. */
export const settingsOf = ({ databaseUrl }: Pick<OpenShop, 'databaseUrl'>, folder: string) => ({
  DATABASE_URL: databaseUrl,
  PORTICO_DATA_DIR: folder,
  FILES_DIR: join(folder, 'files'),
  SFTP: 'off',
  STRIPE_SECRET_KEY: 'sk_test_killed',
  STRIPE_PUBLISHABLE_KEY: 'pk_test_killed',
  STRIPE_WEBHOOK_SECRET: 'whsec_killed',
})

/** A worker as it runs in production, on a shop's database, with its files in `folder`; whoever starts it ends it. */
export const startWorker = (shop: Pick<OpenShop, 'databaseUrl'>, folder: string): Promise<ChildProcess> =>
  startProcess('worker', settingsOf(shop, folder))
