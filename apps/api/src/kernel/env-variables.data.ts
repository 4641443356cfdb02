import { z } from 'zod'
import {
  choice,
  httpUrl,
  keys,
  origin,
  origins,
  port,
  postgresUrl,
  proxies,
  ranges,
  sentence,
  text,
  whole,
} from './env-kinds.ts'

/** One environment variable: its name, what it accepts, and what to tell someone who got it wrong. */
export interface Variable {
  name: string
  schema: z.ZodType
  about: string
  advice: string
  /** Never shown in messages, logs or docs. */
  secret?: boolean
  /** How the default is shown, where the parsed one reads badly. */
  shown?: string
}

/** The whole configuration, one entry a variable; key = name in `Env`. */
export const variables = {
  databaseUrl: {
    name: 'DATABASE_URL',
    schema: postgresUrl(),
    about: 'The PostgreSQL database (16 or newer). `npm start` brings an embedded one when this is not set.',
    advice:
      'Set it to postgresql://user:password@host:5432/name, or start everything by `npm start`, which brings its own PostgreSQL.',
    secret: true,
  },
  databaseReplicaUrl: {
    name: 'DATABASE_REPLICA_URL',
    schema: postgresUrl().optional(),
    about: 'A read replica: reads that may lag by a moment (listing, search, product) go there.',
    advice: 'Set it to postgresql://user:password@host:5432/name, or leave it out to read from DATABASE_URL.',
    secret: true,
  },
  databasePoolSize: {
    name: 'DATABASE_POOL_SIZE',
    schema: whole(10, 1, 500),
    about: 'Connections that one process keeps at most (to each of database and replica).',
    advice: 'Keep (processes × this) below max_connections of the server.',
  },
  databaseStatementSeconds: {
    name: 'DATABASE_STATEMENT_SECONDS',
    schema: whole(15, 0, 3_600),
    about: 'How long one SQL statement of an API process may take; 0: as long as it likes. Workers and commands wait.',
    advice: 'Keep it a few times longer than the slowest answer that you would show.',
  },
  apiHost: {
    name: 'API_HOST',
    schema: text().default('127.0.0.1'),
    about: 'The address that the API listens on.',
    advice: 'Use 127.0.0.1 behind a proxy on the same machine, 0.0.0.0 in a container.',
  },
  apiPort: {
    name: 'API_PORT',
    schema: port(4000),
    about: 'The port that the API listens on; 0 takes any free one.',
    advice: 'Choose a free port.',
  },
  apiUrl: {
    name: 'API_URL',
    schema: httpUrl().default('http://localhost:4000'),
    about: 'How browsers and partners reach the API; used in links, such as those of pictures.',
    advice: 'Set the public address, as https://api.example.com.',
  },
  storefrontUrl: {
    name: 'STOREFRONT_URL',
    schema: httpUrl().default('http://localhost:3000'),
    about: 'How shoppers reach the shop; used in mails and for the way back from a payment.',
    advice: 'Set the public address, as https://shop.example.com.',
  },
  shopNotice: {
    name: 'SHOP_NOTICE',
    schema: sentence().default(null),
    about:
      'A sentence that every page of the shop shows, in one language or as JSON in several; `npm start` says by it that payments and rates come from a sandbox.',
    advice: 'Write one short sentence, or {"en": "…", "de": "…"}, or leave it out.',
    shown: '(none)',
  },
  corsOrigins: {
    name: 'CORS_ORIGINS',
    schema: origins().default([]),
    about:
      'Origins whose scripts may call the API from a browser, separated by commas; `*` for all. STOREFRONT_URL is always allowed.',
    advice: 'Write origins without a path: https://shop.example.com,https://app.example.com.',
    shown: '(none)',
  },
  introspection: {
    name: 'INTROSPECTION',
    schema: choice(['on', 'off'], 'on'),
    about: 'Whether strangers may ask the GraphQL API for its schema, and see the explorer.',
    advice: 'Write on or off.',
  },
  storefrontOperations: {
    name: 'STOREFRONT_OPERATIONS',
    schema: choice(['any', 'known'], 'any'),
    about:
      'Which operations `/graphql` runs: any, or only those of our own storefront (contracts/graphql/storefront-operations.json), where no other frontend shall call.',
    advice: 'Write any or known.',
  },
  requireIfMatch: {
    name: 'REQUIRE_IF_MATCH',
    schema: choice(['on', 'off'], 'off'),
    about:
      'Whether a change of a row by JSON:API (PATCH, DELETE, upsert, operation, relationship to one) must say which version it is made from (428 where it does not).',
    advice: 'Write on or off.',
  },
  trustedProxies: {
    name: 'TRUSTED_PROXIES',
    schema: proxies().default([]),
    about:
      'Who may say by X-Forwarded-For for whom they call: addresses or ranges of your proxies and of the storefront server, separated by commas (10.0.0.0/8, 2001:db8::/32, loopback).',
    advice:
      'Nobody is believed unless named. Name your own machines only: whoever is named here can pretend to be anybody before the limits. `npm start` names loopback where STOREFRONT_TRUSTED_PROXIES is set, because its storefront’s server then says for whom it calls.',
    shown: '(nobody)',
  },
  logLevel: {
    name: 'LOG_LEVEL',
    schema: choice(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], 'info'),
    about: 'The least important log line that is written.',
    advice: 'Write one of trace, debug, info, warn, error, fatal, silent.',
  },
  dataDir: {
    name: 'PORTICO_DATA_DIR',
    schema: text().default('.data'),
    about: 'Folder for pictures, mails in files and the embedded database.',
    advice: 'Name a folder that the process may write to.',
  },
  filesDir: {
    name: 'FILES_DIR',
    schema: text().optional(),
    about:
      'Folder for the files of partners, with one folder an account, where they are kept on a disk. Without it: `files` in PORTICO_DATA_DIR.',
    advice: 'Name a folder that all workers may write to; it is on one file system.',
  },
  filesS3Bucket: {
    name: 'FILES_S3_BUCKET',
    schema: text(3).optional(),
    about:
      'The bucket of S3-compatible object storage that the files of partners are kept in, so that several workers serve them. Without it: FILES_DIR, on a disk.',
    advice: 'Make a bucket that nobody else uses, without public access, and name it here.',
  },
  filesS3Endpoint: {
    name: 'FILES_S3_ENDPOINT',
    schema: httpUrl().optional(),
    about: 'Where the object storage is, where it is not Amazon’s: https://s3.example.com.',
    advice: 'Copy the address from your provider, without the bucket in it.',
  },
  filesS3Region: {
    name: 'FILES_S3_REGION',
    schema: text(1).default('us-east-1'),
    about: 'The region of the bucket.',
    advice: 'Copy it from your provider; those who know no regions take us-east-1.',
  },
  filesS3AccessKeyId: {
    name: 'FILES_S3_ACCESS_KEY_ID',
    schema: text(1).optional(),
    about:
      'Access key of the object storage. Without it: whatever the machine has by its role, its profile or AWS_ACCESS_KEY_ID.',
    advice: 'Make a key that may read, write, list and delete in this bucket, and no other.',
  },
  filesS3SecretAccessKey: {
    name: 'FILES_S3_SECRET_ACCESS_KEY',
    schema: text(1).optional(),
    about: 'Secret of that access key.',
    advice: 'Copy it from your provider when the key is made.',
    secret: true,
  },
  filesS3Prefix: {
    name: 'FILES_S3_PREFIX',
    schema: text(1).default('files/'),
    about: 'How the names of all objects begin.',
    advice: 'End it with a slash.',
  },
  filesS3PathStyle: {
    name: 'FILES_S3_PATH_STYLE',
    schema: choice(['on', 'off'], 'off'),
    about: 'Whether the bucket stands in the path of addresses, and not in the name of the host.',
    advice: 'Write on for MinIO, Ceph and the like, off for Amazon.',
  },
  sftp: {
    name: 'SFTP',
    schema: choice(['on', 'off'], 'on'),
    about: 'Whether workers open the SFTP door.',
    advice: 'Write off where OpenSSH serves the files (docs/guides/sftp.md), or where nobody sends any.',
  },
  sftpHost: {
    name: 'SFTP_HOST',
    schema: text().default('127.0.0.1'),
    about: 'The address that the SFTP door listens on.',
    advice: 'Use 127.0.0.1 behind a balancer on the same machine, 0.0.0.0 or :: to be reached from elsewhere.',
  },
  sftpPort: {
    name: 'SFTP_PORT',
    schema: port(2222),
    about: 'The port that the SFTP door of a worker listens on; 0 takes any free one.',
    advice: 'Choose a free port; workers on one machine need one each.',
  },
  sftpHostKeys: {
    name: 'SFTP_HOST_KEYS',
    schema: text().optional(),
    about:
      'Folder of the host keys, named as OpenSSH names them (ssh_host_ed25519_key, ssh_host_rsa_key); those that are missing are made. Without it: `sftp` in PORTICO_DATA_DIR.',
    advice: 'Give every worker the same keys, or clients take one of them for an impostor.',
  },
  sftpProxies: {
    name: 'SFTP_PROXIES',
    schema: ranges().default([]),
    about:
      'Balancers that tell by the PROXY protocol (version 1 or 2) for whom they connect to the SFTP door: addresses or ranges, separated by commas.',
    advice: 'Name your own balancers only, and switch the protocol on there; they must then always speak it.',
    shown: '(nobody)',
  },
  sftpIdleSeconds: {
    name: 'SFTP_IDLE_SECONDS',
    schema: whole(600, 5, 86_400),
    about: 'How long a partner may be connected without asking for anything.',
    advice: 'Choose seconds; clients that stay connected between two looks need more than lies between them.',
  },
  sftpConnections: {
    name: 'SFTP_CONNECTIONS',
    schema: whole(200, 1, 10_000),
    about: 'Connections that the SFTP door of one worker takes at once.',
    advice: 'Each may hold some megabytes while it copies.',
  },
  sftpConnectionsPerAddress: {
    name: 'SFTP_CONNECTIONS_PER_ADDRESS',
    schema: whole(20, 1, 10_000),
    about: 'How many of them may come from one address.',
    advice: 'Raise it where many partners come through one gateway.',
  },
  secretKeys: {
    name: 'PORTICO_SECRET_KEY',
    schema: keys().default([]),
    about:
      'Seals the secrets that the database keeps (signing keys, WSSE keys): 32 random bytes in base64, as `openssl rand -base64 32` makes them; two, with a comma, while the second is rotated out. Without it: a key made once in PORTICO_DATA_DIR/secret.key.',
    advice: 'Give every process the same one, and keep it where the backups of the database are not.',
    secret: true,
    shown: '(made once)',
  },
  shutdownSeconds: {
    name: 'SHUTDOWN_SECONDS',
    schema: whole(15, 1, 300),
    about: 'How long a process that is told to end may finish what it has begun.',
    advice: 'Keep it below what your process manager waits before it kills.',
  },
  stripeSecretKey: {
    name: 'STRIPE_SECRET_KEY',
    schema: text(8),
    about: 'Stripe: the secret key of the account.',
    advice: 'Copy it from https://dashboard.stripe.com/apikeys; `npm start` without it brings a sandbox.',
    secret: true,
  },
  stripePublishableKey: {
    name: 'STRIPE_PUBLISHABLE_KEY',
    schema: text(8),
    about: 'Stripe: the key that the browser may see.',
    advice: 'Copy it from https://dashboard.stripe.com/apikeys; `npm start` without it brings a sandbox.',
  },
  stripeWebhookSecret: {
    name: 'STRIPE_WEBHOOK_SECRET',
    schema: text(8),
    about:
      'Stripe: the signing secret of the webhook endpoint (<API_URL>/webhooks/stripe); two, with a comma, while one is rotated out.',
    advice: 'Create the endpoint in the Stripe dashboard and copy its signing secret (whsec_…).',
    secret: true,
  },
  stripeApiBaseUrl: {
    name: 'STRIPE_API_BASE_URL',
    schema: origin().default('https://api.stripe.com'),
    about: 'Stripe: where its API is; point it at a stand-in to test without Stripe.',
    advice: 'Leave it out to talk to Stripe itself.',
  },
  stripeJsUrl: {
    name: 'STRIPE_JS_URL',
    schema: httpUrl().default('https://js.stripe.com/endive/stripe.js'),
    about: 'Stripe: the browser script that draws the payment form.',
    advice: "Leave it out to load Stripe's own.",
  },
  fedexClientId: {
    name: 'FEDEX_CLIENT_ID',
    schema: text().optional(),
    about: 'FedEx: API key of the project. Without it the shop offers its own shipping methods only.',
    advice: 'Copy it from https://developer.fedex.com (a project with the Rates API).',
  },
  fedexClientSecret: {
    name: 'FEDEX_CLIENT_SECRET',
    schema: text().optional(),
    about: 'FedEx: secret key of the project.',
    advice: 'Copy it from https://developer.fedex.com.',
    secret: true,
  },
  fedexAccountNumber: {
    name: 'FEDEX_ACCOUNT_NUMBER',
    schema: text().optional(),
    about: 'FedEx: the shipping account whose rates are quoted.',
    advice: 'Use the nine digits of your FedEx account.',
  },
  fedexApiBaseUrl: {
    name: 'FEDEX_API_BASE_URL',
    schema: httpUrl().default('https://apis.fedex.com'),
    about: 'FedEx: where its API is (https://apis-sandbox.fedex.com to try, or a stand-in).',
    advice: 'Leave it out to talk to FedEx itself.',
  },
  fedexRateType: {
    name: 'FEDEX_RATE_TYPE',
    schema: z.enum(['ACCOUNT', 'LIST']).default('ACCOUNT'),
    about: 'FedEx: whether shoppers see the negotiated rates of the account, or the published ones (LIST).',
    advice: 'Leave it out to pass your own rates on.',
  },
  fedexPickupType: {
    name: 'FEDEX_PICKUP_TYPE',
    schema: z
      .enum(['USE_SCHEDULED_PICKUP', 'CONTACT_FEDEX_TO_SCHEDULE', 'DROPOFF_AT_FEDEX_LOCATION'])
      .default('USE_SCHEDULED_PICKUP'),
    about: 'FedEx: how parcels come to them: a driver who comes anyway, one who is called, or brought by the house.',
    advice: 'CONTACT_FEDEX_TO_SCHEDULE where pickups are booked one by one.',
  },
  shippingPatienceMs: {
    name: 'SHIPPING_PATIENCE_MS',
    schema: whole(2_000, 100, 60_000),
    about:
      'How long a shopper waits for the rates of carriers, in milliseconds; who is later is left out, with a notice.',
    advice: 'The answer of a carrier that was late is kept for those who ask again.',
  },
  providerTimeoutMs: {
    name: 'PROVIDER_TIMEOUT_MS',
    schema: whole(8_000, 100, 60_000),
    about: 'How long a call to a payment or shipping provider may take, in milliseconds.',
    advice: 'Shoppers wait for this: a few seconds.',
  },
  carrierTimeoutMs: {
    name: 'CARRIER_TIMEOUT_MS',
    schema: whole(20_000, 100, 120_000),
    about: 'How long a carrier may take to sell or take back labels, and to say where parcels are, in milliseconds.',
    advice: 'Nobody shops meanwhile: an answer that is waited for too shortly is a purchase of which nobody knows.',
  },
  webhookAllowPrivate: {
    name: 'WEBHOOK_ALLOW_PRIVATE',
    schema: choice(['on', 'off'], 'off'),
    about:
      'Whether messages to webhook subscribers may go to this machine and to private networks, and in plain http: for development.',
    advice: 'Leave it off where strangers can make subscriptions: messages would reach what only this machine can.',
  },
  webhookTimeoutMs: {
    name: 'WEBHOOK_TIMEOUT_MS',
    schema: whole(10_000, 100, 60_000),
    about: 'How long a webhook subscriber may take to answer, in milliseconds; then the message is tried again later.',
    advice: 'Subscribers should keep a message and answer at once: a few seconds.',
  },
  vapidPrivateKeys: {
    name: 'VAPID_PRIVATE_KEY',
    schema: keys().default([]),
    about:
      'Signs notices to browsers (VAPID, RFC 8292): 32 bytes in base64url, as `npx web-push generate-vapid-keys` makes them; the public key follows from it. Two, with a comma, while the second is rotated out. Without it: derived from PORTICO_SECRET_KEY.',
    advice:
      'Copy the private key alone, or leave it out. A device that was subscribed with a key that is gone hears nothing until its owner visits the shop.',
    secret: true,
    shown: '(derived)',
  },
  vapidContact: {
    name: 'VAPID_CONTACT',
    schema: text()
      .regex(/^(mailto:[^@\s]+@[^@\s]+|https:\/\/\S+)$/, 'wants mailto:name@example.com, or an https address')
      .optional(),
    about: 'Whom a push service may write to about notices of this house. Without it: the address in MAIL_FROM.',
    advice: 'Name one that is read; Apple takes no notices from an address at localhost.',
  },
  pushAllowPrivate: {
    name: 'PUSH_ALLOW_PRIVATE',
    schema: choice(['on', 'off'], 'off'),
    about:
      'Whether notices may go to push services on this machine and in private networks, and in plain http: for development.',
    advice: 'Leave it off: every visitor may name a push service, and notices would reach what only this machine can.',
  },
  mailUrl: {
    name: 'MAIL_URL',
    schema: z
      .string()
      .refine(
        (written) => URL.canParse(written) && /^(smtps?|file):$/.test(new URL(written).protocol),
        'wants smtp://, smtps:// or file://',
      )
      .optional(),
    about:
      'Where mails go: smtp://user:password@host:587, or file:///folder to write each into a file. Without it: files in PORTICO_DATA_DIR/mail.',
    advice: 'Set an SMTP address to send mails.',
    secret: true,
  },
  mailFrom: {
    name: 'MAIL_FROM',
    schema: text(3).default('shop@localhost'),
    about:
      'The sender of mails: an address, before which the name of the shop (of its website) stands; or with a name for all mails: Werkmark <shop@example.com>.',
    advice: 'Use an address that your mail server may send for.',
  },
  sessionHours: {
    name: 'SESSION_HOURS',
    schema: whole(24 * 14, 1, 24 * 365),
    about: 'How long a signed-in session lasts without being used.',
    advice: 'Choose hours.',
  },
  visitorDays: {
    name: 'VISITOR_DAYS',
    schema: whole(30, 1, 400),
    about: "How long a visitor's token, and so the cart, is kept.",
    advice: 'Choose days.',
  },
  passwordResetMinutes: {
    name: 'PASSWORD_RESET_MINUTES',
    schema: whole(60, 5, 24 * 60),
    about: 'How long the link of a password reset works.',
    advice: 'Choose minutes.',
  },
  reservationMinutes: {
    name: 'RESERVATION_MINUTES',
    schema: whole(30, 1, 24 * 60),
    about: 'How long stock is held for a placed checkout whose payment has not arrived.',
    advice: 'Choose minutes; shoppers with 3-D Secure need some.',
  },
  keepAnswersMs: {
    name: 'KEEP_ANSWERS_MS',
    schema: whole(500, 0, 10_000),
    about:
      'How long an answer about the catalogue is given again to strangers who ask exactly the same, in milliseconds; 0: never.',
    advice: 'Changes of price and stock take this much longer to be seen by strangers.',
  },
  queryMaxDepth: {
    name: 'QUERY_MAX_DEPTH',
    schema: whole(12, 3, 50),
    about: 'How deep a GraphQL query may nest.',
    advice: 'Raise it only for a client that you know.',
  },
  queryMaxCost: {
    name: 'QUERY_MAX_COST',
    schema: whole(5_000, 100, 1_000_000),
    about:
      'How costly a GraphQL query may be (fields, multiplied by depth and by `first`); at the back office twenty times as much.',
    advice: 'Raise it only for a client that you know.',
  },
  filterMaxCost: {
    name: 'FILTER_MAX_COST',
    schema: whole(60_000, 100, 100_000_000),
    about:
      "How costly a filter or a sort of the back office may be, in PostgreSQL's units: 60,000 are a walk through some 500,000 rows.",
    advice: 'Raise it where the database is fast, and its clients are patient.',
  },
  pageMaxSize: {
    name: 'PAGE_MAX_SIZE',
    schema: whole(100, 1, 1_000),
    about: 'The largest page that a list may be asked for.',
    advice: 'Larger pages cost memory in every process.',
  },
  shoppingListsMax: {
    name: 'SHOPPING_LISTS_MAX',
    schema: whole(20, 1, 1_000),
    about: 'How many shopping lists a person may have at a website.',
    advice: 'Those who have more already keep them.',
  },
  bodyMaxBytes: {
    name: 'BODY_MAX_BYTES',
    schema: whole(262_144, 1_024, 100_000_000),
    about: 'The largest request body.',
    advice: 'Raise it only where uploads are needed.',
  },
  bodyTimeoutSeconds: {
    name: 'BODY_TIMEOUT_SECONDS',
    schema: whole(60, 1, 3_600),
    about:
      'How long the body of an ordinary request may take to arrive. A batch or a picture may take longer, as long as a kilobyte comes in each such time.',
    advice: 'Raise it only for callers on very slow lines.',
  },
  mediaMaxBytes: {
    name: 'MEDIA_MAX_BYTES',
    schema: whole(20_000_000, 10_000, 200_000_000),
    about: 'The largest picture or document that is taken into the media store.',
    advice: 'Each is held in memory while it is looked at.',
  },
  rateLimitPerMinute: {
    name: 'RATE_LIMIT_PER_MINUTE',
    schema: whole(600, 0, 10_000_000),
    about: 'Requests a minute from one address, counted by each API process; 0 switches the limit off.',
    advice: 'The storefront server calls for many shoppers: it sends their address along, see TRUSTED_PROXIES.',
  },
  wsse: {
    name: 'WSSE',
    schema: choice(['on', 'off'], 'off'),
    about:
      'Whether legacy clients may call the back office by WSSE UsernameToken; each person is switched on besides, and given a key. OAuth 2.0 is always on.',
    advice: 'Write on or off; leave it off unless a client knows nothing else.',
  },
  clientLimitPerMinute: {
    name: 'CLIENT_LIMIT_PER_MINUTE',
    schema: whole(6_000, 0, 10_000_000),
    about:
      'Requests a minute of one API client or person at the back office, counted over all processes, where the API client says nothing else; 0 switches the limit off.',
    advice: 'RATE_LIMIT_PER_MINUTE counts addresses besides.',
  },
  signInLimitPerMinute: {
    name: 'SIGN_IN_LIMIT_PER_MINUTE',
    schema: whole(10, 0, 1_000_000),
    about:
      'Attempts a minute from one address to sign in, register, reset a password or track an order; ten times as many for one account from all addresses together. 0 switches the limits off.',
    advice: 'Keep it low: it is what stands against guessing.',
  },
  jobConcurrency: {
    name: 'JOB_CONCURRENCY',
    schema: whole(4, 1, 100),
    about: 'Jobs that one worker process runs at the same time.',
    advice: 'Keep it below DATABASE_POOL_SIZE.',
  },
} as const satisfies Readonly<Record<string, Variable>>
