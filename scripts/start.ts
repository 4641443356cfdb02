// `npm start`: everything up, from a clean clone too. Flags: --dev (source, started anew after changes), --no-storefront, --no-seed.
import { demoBackOffice, demoSignIns } from '../prisma/seed/main.ts'
import { startStack, type Stack } from './stack.ts'
import { tellEnding } from './stack/child.ts'
import { table } from './stack/table.ts'

const flags = new Set(process.argv.slice(2))
const known = ['--dev', '--no-storefront', '--no-seed']
const unknown = [...flags].filter((flag) => !known.includes(flag))
if (unknown.length > 0) {
  console.error(`no such flag: ${unknown.join(' ')}; there are ${known.join(' ')}`)
  process.exit(2)
}

const began = Date.now()
const progress = (line: string) => console.log(`${((Date.now() - began) / 1_000).toFixed(1).padStart(5)} s  ${line}`)

let stack: Stack | undefined
let ending: Promise<void> | undefined
/** Ends everything once, however often and by whatever it is asked (npm, tsx and the terminal may all pass one Ctrl-C on). */
const end = (code: number) =>
  (ending ??= (async () => {
    progress('ending everything; the data stays')
    // while still starting, it is enough to leave: database and processes end with us
    await stack?.stop()
    progress('ended')
    process.exit(code)
  })())

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(stack ? 0 : 130))

// `kill` of npm ends npm's shell and nobody else: who is left without a parent was meant, too
const parent = process.ppid
if (process.env['npm_lifecycle_event'])
  setInterval(() => {
    if (process.ppid !== parent) void end(0)
  }, 500).unref()

try {
  const dev = flags.has('--dev')
  stack = await startStack({
    dev,
    storefront: !flags.has('--no-storefront'),
    seed: !flags.has('--no-seed'),
    log: dev ? 'inherit' : 'file',
    progress,
  })
} catch (error) {
  console.error(`\nPortico could not start.\n${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
}

console.log(
  `\n${table('Addresses', [
    ...(stack.storefrontUrl ? [['Shop', stack.storefrontUrl]] : []),
    ['GraphQL API and explorer', `${stack.apiUrl}/graphql`],
    ['Back office: JSON:API', `${stack.apiUrl}/admin/api/docs`],
    ['Back office: GraphQL', `${stack.apiUrl}/admin/graphql`],
    ['Back office: OAuth 2.0', `${stack.apiUrl}/.well-known/oauth-authorization-server`],
    ...(stack.sftpUrl ? [['SFTP, for files of partners', stack.sftpUrl]] : []),
    ['Health', `${stack.apiUrl}/readyz`],
    ...(stack.stripeSandboxUrl ? [['Stripe sandbox (no STRIPE_SECRET_KEY)', stack.stripeSandboxUrl]] : []),
    ...(stack.fedexSandboxUrl ? [['FedEx sandbox (no FEDEX_CLIENT_ID)', stack.fedexSandboxUrl]] : []),
    ['Database', process.env['DATABASE_URL'] ? 'DATABASE_URL' : stack.databaseUrl],
    ['Logs', stack.logs],
    ['Mails', process.env['MAIL_URL'] ? 'MAIL_URL' : stack.mails],
  ])}\n`,
)
if (!flags.has('--no-seed'))
  console.log(
    `${table('Sign in as', [
      ...demoSignIns.map(({ who, email, password }) => [who, `${email}  /  ${password}`]),
      ...demoBackOffice.map(({ who, name, secret }) => [who, `${name}  /  ${secret}`]),
    ])}\n`,
  )
console.log(`Up in ${Math.round((Date.now() - began) / 1_000)} seconds. Ctrl-C ends all of it.`)

const crash = await stack.crashed
console.error(`\n${tellEnding(crash)}`)
await end(1)
