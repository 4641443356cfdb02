import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'

/** A message as a subscriber got it. */
export interface Got {
  at: number
  path: string
  headers: IncomingHttpHeaders
  text: string
  body: {
    type: string
    timestamp: string
    sequence: number
    data: { entity: string; id: string; gone: boolean; row?: unknown }
  }
}

/** What a subscriber answers: a status, with headers; `silent`: nothing at all. */
export interface Answering {
  status?: number
  headers?: Record<string, string>
  body?: string
  silent?: boolean
}

/** A subscriber of webhooks on this machine. */
export interface Subscriber {
  url: string
  got: Got[]
  /** What it answers from now on. */
  answer: (got: Got) => Answering
  close(): Promise<void>
}

export async function startSubscriber(): Promise<Subscriber> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString()
      const got = {
        at: Date.now(),
        path: request.url ?? '',
        headers: request.headers,
        text,
        body: JSON.parse(text) as Got['body'],
      }
      subscriber.got.push(got)
      const { status = 204, headers = {}, body, silent } = subscriber.answer(got)
      if (!silent) response.writeHead(status, headers).end(body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const subscriber: Subscriber = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`,
    got: [],
    answer: () => ({}),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
  return subscriber
}

/** Whether one of a message's signatures was made with a secret; the moment is the sender's. */
export function isSignedBy(secret: string, { headers, text }: Pick<Got, 'headers' | 'text'>): boolean {
  const at = new Date(Number(headers['webhook-timestamp']) * 1_000)
  const signature = new Webhook(secret).sign(String(headers['webhook-id']), at, text)
  return String(headers['webhook-signature']).split(' ').includes(signature)
}
