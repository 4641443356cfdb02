/** A variable that is read outside the API's own configuration (apps/api/src/kernel/env-variables.data.ts). */
interface OutsideVariable {
  name: string
  about: string
  standard?: string
}

/** Who reads what besides the API and the worker; `variables.test.ts` finds what is missing here. */
export const outsideVariables: readonly { reader: string; about: string; variables: readonly OutsideVariable[] }[] = [
  {
    reader: 'The storefront',
    about: '`npm run start -w @portico/storefront` reads these when it starts. The build needs none of them.',
    variables: [
      {
        name: 'PORTICO_API_URL',
        about:
          'Where the storefront’s server reaches the API: an address inside your network will do, browsers never see it.',
        standard: 'http://127.0.0.1:4000',
      },
      { name: 'STOREFRONT_HOST', about: 'The address that the storefront listens on.', standard: '127.0.0.1' },
      { name: 'STOREFRONT_PORT', about: 'The port that the storefront listens on.', standard: '3000' },
      {
        name: 'STOREFRONT_URL',
        about:
          'How shoppers reach the shop: the same as the API is told; for canonical addresses and the links of other languages.',
        standard: 'http://127.0.0.1:3000',
      },
      {
        name: 'STOREFRONT_TRUSTED_PROXIES',
        about:
          'How many proxies of yours stand before the storefront, as a number: so many addresses from the right of X-Forwarded-For are believed, and the outermost is told to the API for its limits. 0: shoppers are not told apart.',
        standard: '0',
      },
      {
        name: 'STRIPE_JS_URL',
        about:
          'The same as the API is told, if it is told: the storefront’s content security policy lets payment scripts come from there only.',
        standard: 'https://js.stripe.com',
      },
      {
        name: 'BUILD_ID',
        about:
          'Read by `npm run build -w @portico/storefront`: name of the build. Several storefronts behind one balancer need the same build.',
        standard: '(a random one)',
      },
    ],
  },
  {
    reader: '`npm start` and `npm run dev`',
    about: 'They read all of the above, and choose by these where the parts listen that come along.',
    variables: [
      { name: 'POSTGRES_PORT', about: 'The embedded PostgreSQL, while DATABASE_URL is not set.', standard: '54329' },
      {
        name: 'STRIPE_SANDBOX_PORT',
        about: 'The stand-in for Stripe, while STRIPE_SECRET_KEY is not set.',
        standard: '4010',
      },
      {
        name: 'FILES_GROUP',
        about: 'The group of the workers and of partners, where OpenSSH serves the files (`npm run files`).',
        standard: 'portico',
      },
      {
        name: 'FEDEX_SANDBOX_PORT',
        about: 'The stand-in for FedEx, while FEDEX_CLIENT_ID is not set.',
        standard: '4020',
      },
    ],
  },
  {
    reader: '`npm test`',
    about: 'It needs none of them.',
    variables: [
      {
        name: 'TEST_DATABASE_URL',
        about:
          'A PostgreSQL server on which tests may make databases and drop them; else an embedded one that forgets.',
      },
      {
        name: 'CONTRACTS_BASE',
        about:
          'The commit whose contracts must still hold; else where the branch left origin/main, or the commit before.',
      },
      { name: 'CHROMIUM_PATH', about: 'The browser for the journeys; else the one that is found.' },
    ],
  },
]
