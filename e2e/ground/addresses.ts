/** Where everything of the running stack is. */
export interface Addresses {
  storefrontUrl: string
  /** examples/shop, on the same API. */
  otherShopUrl: string
  apiUrl: string
  stripeSandboxUrl: string
  fedexSandboxUrl: string
  /** Where partners bring and fetch files. */
  sftpUrl: string
  databaseUrl: string
  /** Where the API writes its mails, a file each. */
  mailFolder: string
}

/** The environment variable by which stack.ts tells the workers; set it yourself to use a stack that is up already. */
export const variable = 'PORTICO_E2E'

/** @throws Error when no stack was started */
export function addresses(): Addresses {
  const told = process.env[variable]
  if (!told) throw new Error(`${variable} is not set: run the journeys by \`npm test -- e2e\``)
  return JSON.parse(told) as Addresses
}
