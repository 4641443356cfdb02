import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A system that was promised to hear of every order. It refuses some of what it hears, as systems do. */
export interface Subscriber {
  url: string
  /** How often each order was told of, and taken. */
  heard: Map<string, number>
  /** Answers 503 to so many messages to come. */
  refuse(times: number): void
  /** Has something done at the next message, before it is answered. */
  atNext(deed: () => void): void
  close(): void
}

interface Message {
  type: string
  data: { id?: string }
}

/** Opens one on a free port of 127.0.0.1. */
export async function openSubscriber(): Promise<Subscriber> {
  const heard = new Map<string, number>()
  let refusals = 0
  let deed: (() => void) | undefined
  const server = createServer((request, response) => {
    let text = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => (text += chunk))
    request.on('end', () => {
      deed?.()
      deed = undefined
      if (refusals > 0) {
        refusals -= 1
        return void response.writeHead(503).end()
      }
      const { data } = JSON.parse(text) as Message
      if (data.id) heard.set(data.id, (heard.get(data.id) ?? 0) + 1)
      response.writeHead(204).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    refuse: (times) => (refusals += times),
    atNext: (wanted) => (deed = wanted),
    close: () => void server.close(),
  }
}
