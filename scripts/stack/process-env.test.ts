import { expect, it } from 'vitest'
import { readEnv } from '../../apps/api/src/kernel/env.ts'
import { choosePorts } from './ports.ts'
import { processEnv } from './process-env.ts'

const keys = { STRIPE_SECRET_KEY: 'sk_test_x1234567', STRIPE_PUBLISHABLE_KEY: 'pk_test_x1234567' }
const trusted = async (given: NodeJS.ProcessEnv) =>
  readEnv(
    processEnv({
      given: { ...keys, STRIPE_WEBHOOK_SECRET: 'whsec_x1234567', ...given },
      sandboxes: { env: {} } as never,
      ports: await choosePorts('environment', {}),
      dataDir: '/nowhere',
      databaseUrl: 'postgres://localhost/portico',
      dev: false,
    }),
  ).trustedProxies

it('nobody is believed about whom they call for, not even on this machine, unless somebody says so', async () => {
  expect(await trusted({})).toEqual([])
  expect(await trusted({ STOREFRONT_TRUSTED_PROXIES: '0' })).toEqual([])
  // the storefront's server then tells the API for whom it calls
  expect(await trusted({ STOREFRONT_TRUSTED_PROXIES: '1' })).toEqual(['loopback'])
  expect(await trusted({ STOREFRONT_TRUSTED_PROXIES: '1', TRUSTED_PROXIES: '10.0.0.0/8' })).toEqual(['10.0.0.0/8'])
})
