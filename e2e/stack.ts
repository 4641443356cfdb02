import { join } from 'node:path'
import { startStack } from '../scripts/stack.ts'
import { variable, type Addresses } from './ground/addresses.ts'

/**
 * Starts everything for the journeys, from production builds, with a database and ports of its own. A stack that is up already
 * is used when its addresses stand in the environment (see ground/addresses.ts).
 * @returns what ends it
 */
export default async function start(): Promise<(() => Promise<void>) | undefined> {
  if (process.env[variable]) return undefined
  const began = Date.now()
  const dataDir = join(import.meta.dirname, '..', '.data', 'journeys')
  const stack = await startStack({
    ports: 'free',
    dataDir,
    fresh: true,
    durable: false,
    // Journeys come from one address, and sign in often.
    // The push service of a journey's browser is on this machine.
    env: { SIGN_IN_LIMIT_PER_MINUTE: '0', PUSH_ALLOW_PRIVATE: 'on', LOG_LEVEL: 'info' },
    progress: (line) => console.log(`${((Date.now() - began) / 1000).toFixed(1).padStart(5)} s  ${line}`),
  })
  const { storefrontUrl, apiUrl, stripeSandboxUrl, fedexSandboxUrl, sftpUrl, databaseUrl } = stack
  if (!storefrontUrl || !stripeSandboxUrl || !fedexSandboxUrl || !sftpUrl) {
    await stack.stop()
    throw new Error(
      'the journeys need the storefront, both sandboxes and the SFTP door: unset STRIPE_SECRET_KEY, FEDEX_CLIENT_ID and SFTP',
    )
  }
  const otherShop = await stack.startBeside('examples/shop', { PORTICO_URL: apiUrl }).catch(async (error: unknown) => {
    await stack.stop()
    throw error
  })
  const mailFolder = join(dataDir, 'mail')
  const told: Addresses = {
    storefrontUrl,
    otherShopUrl: otherShop.url,
    apiUrl,
    stripeSandboxUrl,
    fedexSandboxUrl,
    sftpUrl,
    databaseUrl,
    mailFolder,
  }
  process.env[variable] = JSON.stringify(told)
  return () => stack.stop()
}
