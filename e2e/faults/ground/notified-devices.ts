import { createECDH, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a browser says of its subscription. */
export interface Device {
  endpoint: string
  p256dh: string
  auth: string
}

/** A push service (RFC 8030) with the devices of shoppers. */
export interface PushService {
  subscribe(): Device
  /** How often each device, by its endpoint, was told something. */
  told: Map<string, number>
  /** Answers 503 to so many notices to come. */
  refuse(times: number): void
  refusals(): number
  /** Has something done at the next notice: before it is taken, or when it is and before that is said. */
  atNext(phase: 'before' | 'after', deed: () => void): void
  close(): void
}

/** Opens one on a free port of 127.0.0.1. */
export async function openPushService(): Promise<PushService> {
  const told = new Map<string, number>()
  let refusals = 0
  let next: { phase: 'before' | 'after'; deed: () => void } | undefined
  const due = (phase: 'before' | 'after'): void => {
    if (next?.phase !== phase) return
    const { deed } = next
    next = undefined
    deed()
  }
  const server = createServer((request, response) => {
    request.resume()
    request.on('end', () => {
      due('before')
      if (refusals > 0) {
        refusals -= 1
        return void response.writeHead(503).end()
      }
      const endpoint = `${origin}${request.url ?? ''}`
      told.set(endpoint, (told.get(endpoint) ?? 0) + 1)
      due('after')
      response.writeHead(201).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    subscribe: () => {
      const curve = createECDH('prime256v1')
      return {
        endpoint: `${origin}/${randomBytes(9).toString('base64url')}`,
        p256dh: curve.generateKeys().toString('base64url'),
        auth: randomBytes(16).toString('base64url'),
      }
    },
    told,
    refuse: (times) => {
      refusals = times
    },
    refusals: () => refusals,
    atNext: (phase, deed) => {
      next = { phase, deed }
    },
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
