import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import { drive } from './drive.ts'
import { figuresOf, type Figures } from './figures.ts'
import type { Ground } from './ground.ts'
import type { Row } from './report.ts'

interface Place {
  apiUrl: string
  databaseUrl: string
}

interface Subscriber {
  url: string
  /** When each message came, since `began`. */
  times: number[]
  /** One of the messages, as it travelled. */
  sample: string
  server: Server
}

/** Takes what comes, and says so at once. */
async function startSubscriber(): Promise<Subscriber> {
  const server = createServer((request, response) => {
    let text = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => (text += chunk))
    request.on('end', () => {
      response.writeHead(204).end()
      subscriber.times.push(performance.now())
      subscriber.sample = text
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const subscriber: Subscriber = { url, times: [], sample: '', server }
  return subscriber
}

/** A system that may do everything at the back office; answers its access token. */
export async function admit(client: pg.Client): Promise<string> {
  const [id, roleId, token] = [randomUUID(), randomUUID(), randomBytes(32).toString('base64url')]
  await client.query(
    `with role as (
       insert into roles (id, code, name, grants) values ($1::uuid, 'bench-' || $1::uuid, 'Bench', '[{"entity":"*","deed":"*","level":"all"}]') returning id
     ), system as (
       insert into api_clients (id, client_id, name, allowed_ips, redirect_uris, organization_id)
       select $2::uuid, 'bench-' || $2::uuid, 'Bench', '{}', '{}', id from organizations limit 1 returning id, client_id
     ), link as (
       insert into api_client_roles (id, client_id, role_id) select gen_random_uuid(), system.id, role.id from role, system
     )
     insert into oauth_artifacts (kind, hash, payload, client_id, created_at, expires_at)
     select 'ClientCredentials', $3, '{"scope": "all"}', client_id, now(), now() + interval '1 day' from system`,
    [roleId, id, createHash('sha256').update(token).digest('hex')],
  )
  return token
}

async function subscribe(apiUrl: string, token: string, url: string, payload: string): Promise<string> {
  const ask = async (query: string): Promise<string> => {
    const response = await fetch(`${apiUrl}/admin/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query }),
    })
    const text = await response.text()
    if (text.includes('"errors"')) throw new Error(`the subscription was refused: ${text}`)
    return text
  }
  const made = await ask(
    `mutation { webhookSubscriptionCreate(input: { url: "${url}", topics: ["shippingMethod.created"], payload: ${payload} }) { webhookSubscription { id } } }`,
  )
  const id = /"id":"([^"]+)"/.exec(made)?.[1] ?? ''
  await ask(`mutation { webhookSubscriptionRotateSecret(input: { id: "${id}" }) { secret } }`)
  return id
}

/** Messages from the commit of what they tell of to the subscriber, all of them written by one statement; and posts of the same bodies by nobody's leave. */
async function measureWebhooks(
  { apiUrl, databaseUrl }: Place,
  {
    messages,
    payload,
    connections,
    seconds,
  }: { messages: number; payload: 'thin' | 'full'; connections: number; seconds: number },
): Promise<{ figures: Figures; floor: Figures }> {
  const subscriber = await startSubscriber()
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  let subscription = ''
  try {
    subscription = await subscribe(apiUrl, await admit(client), subscriber.url, payload)
    await client.query(
      `insert into shipping_methods (id, code, kind, label, countries, currency, price, active, website_id)
       select gen_random_uuid(), 'bench-' || n, 'flatRate', '{"en": "Bench"}', '{DE}', 'EUR', 1, false, (select id from websites limit 1)
       from generate_series(1, $1::int) n`,
      [messages],
    )
    const began = performance.now()
    while (subscriber.times.length < messages) {
      if (performance.now() - began > 120_000)
        throw new Error(`only ${subscriber.times.length} of ${messages} messages came in two minutes`)
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    const times = subscriber.times.map((at) => at - began)
    const figures = figuresOf(times, Math.max(...times) / 1_000, 0)
    const call = {
      method: 'POST' as const,
      path: '/',
      headers: { 'content-type': 'application/json' },
      body: subscriber.sample,
    }
    const floor = await drive({ url: subscriber.url, calls: [call], seconds, connections })
    return { figures, floor }
  } finally {
    await client.query('delete from webhook_subscriptions where id::text = $1', [subscription])
    await client.query(`delete from shipping_methods where code like 'bench-%'`)
    await client.end()
    subscriber.server.closeAllConnections()
    subscriber.server.close()
  }
}

/** Messages to a subscriber. */
export async function webhookRows(ground: Ground): Promise<Row[]> {
  const { connections, seconds, say } = ground
  const rows: Row[] = []
  for (const payload of ['thin', 'full'] as const) {
    say(`measuring: webhooks with ${payload} payloads, to one subscriber`)
    const effort = { messages: 3_000, payload, connections, seconds: seconds / 2 }
    const { figures, floor } = await measureWebhooks(ground, effort)
    rows.push(
      { work: `webhooks, ${payload}`, figures, ratio: figures.perSecond / floor.perSecond },
      { work: '  its floor (posts alone)', figures: floor },
    )
  }
  return rows
}
