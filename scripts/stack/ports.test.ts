import { createServer } from 'node:net'
import { expect, it } from 'vitest'
import { checkPorts, choosePorts } from './ports.ts'

it('takes ports from the environment, else the standard ones', async () => {
  expect(await choosePorts('environment', { API_PORT: '4444' })).toEqual({
    storefront: 3000,
    api: 4444,
    stripe: 4010,
    fedex: 4020,
    sftp: 2222,
    postgres: 54329,
  })
  await expect(choosePorts('environment', { API_PORT: 'four' })).rejects.toThrow('API_PORT="four" is no port')
})

it('refuses taken and doubled ports together, naming the settings', async () => {
  const other = createServer()
  await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening))
  const address = other.address()
  const taken = address && typeof address === 'object' ? address.port : 0
  const free = await choosePorts('free', {})
  const checked = checkPorts({ api: taken, storefront: free.storefront, stripe: free.storefront })
  await expect(checked).rejects.toThrow(
    `Port ${taken} is taken, and the API needs it: end what listens there, or set API_PORT to a free port.`,
  )
  await expect(checkPorts({ storefront: free.storefront, stripe: free.storefront })).rejects.toThrow(
    'STRIPE_SANDBOX_PORT and STOREFRONT_PORT are both',
  )
  await expect(checkPorts(free)).resolves.toBeUndefined()
  await new Promise((closed) => other.close(closed))
})
