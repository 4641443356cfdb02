import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import type { OpenShop } from './shop.ts'

/** A worker as it runs in production, on a shop's database, with its files in `folder`; whoever starts it ends it. */
export const startWorker = (shop: Pick<OpenShop, 'databaseUrl'>, folder: string): ChildProcess =>
  spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, '..', 'worker.ts')], {
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL: shop.databaseUrl,
      PORTICO_DATA_DIR: folder,
      FILES_DIR: join(folder, 'files'),
      SFTP: 'off',
      STRIPE_SECRET_KEY: 'sk_test_killed',
      STRIPE_PUBLISHABLE_KEY: 'pk_test_killed',
      STRIPE_WEBHOOK_SECRET: 'whsec_killed',
    },
    stdio: 'ignore',
  })
