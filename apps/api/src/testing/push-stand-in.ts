import { createDecipheriv, createECDH, hkdfSync, randomBytes, type ECDH } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { importJWK, jwtVerify } from 'jose'

/** What a browser says of its subscription. */
export interface BrowserSubscription {
  endpoint: string
  p256dh: string
  auth: string
}

/** A notice as a browser got it. */
export interface Received {
  endpoint: string
  /** What it shows; null: nothing was sealed. */
  notice: { title: string; body: string; path: string; tag: string } | null
  ttl: number
  topic: string | undefined
  urgency: string | undefined
  /** Whom the sender wants to be written to. */
  contact: string | undefined
  /** Its public key. */
  serverKey: string
}

/** What a push service answers; 201 unless told otherwise. */
export interface PushAnswering {
  status?: number
  headers?: Record<string, string>
}

/** A push service on this machine with its browsers, as RFC 8030, 8188, 8291 and 8292 want them. */
export interface PushService {
  /** A browser subscribes. */
  subscribe(): BrowserSubscription
  got: Received[]
  /** What was refused because it was not signed for this service. */
  unsigned: number
  answer: (to: string) => PushAnswering
  close(): Promise<void>
}

export async function startPushService(): Promise<PushService> {
  const browsers = new Map<string, { curve: ECDH; auth: Buffer }>()
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const path = request.url ?? ''
      void take(path, request.headers, Buffer.concat(chunks)).then(({ status = 201, headers = {} }) =>
        response.writeHead(status, headers).end(),
      )
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  async function take(path: string, headers: IncomingHttpHeaders, body: Buffer): Promise<PushAnswering> {
    const sender = await senderOf(headers.authorization, origin)
    if (!sender) {
      service.unsigned += 1
      return { status: 403 }
    }
    const browser = browsers.get(path)
    if (!browser) return { status: 404 }
    const answering = service.answer(`${origin}${path}`)
    if ((answering.status ?? 201) < 300)
      service.got.push({
        endpoint: `${origin}${path}`,
        notice: body.length > 0 ? (JSON.parse(opened(body, browser)) as Received['notice']) : null,
        ttl: Number(headers['ttl']),
        topic: headers['topic'] as string | undefined,
        urgency: headers['urgency'] as string | undefined,
        ...sender,
      })
    return answering
  }

  const service: PushService = {
    subscribe: () => {
      const curve = createECDH('prime256v1')
      curve.generateKeys()
      const auth = randomBytes(16)
      const path = `/push/${randomBytes(12).toString('base64url')}`
      browsers.set(path, { curve, auth })
      return {
        endpoint: `${origin}${path}`,
        p256dh: curve.getPublicKey().toString('base64url'),
        auth: auth.toString('base64url'),
      }
    },
    got: [],
    unsigned: 0,
    answer: () => ({}),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
  return service
}

/** RFC 8292: who sends, if it is signed by the key that it names, for this service, and not for longer than a day. */
async function senderOf(
  authorization: string | undefined,
  audience: string,
): Promise<{ contact: string | undefined; serverKey: string } | undefined> {
  const [, token, serverKey] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(authorization ?? '') ?? []
  if (!token || !serverKey) return undefined
  const point = Buffer.from(serverKey, 'base64url')
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'))
  try {
    const key = await importJWK({ kty: 'EC', crv: 'P-256', x: x!, y: y! }, 'ES256')
    const { payload } = await jwtVerify(token, key, { audience, algorithms: ['ES256'] })
    const isSoon = payload.exp !== undefined && payload.exp <= Date.now() / 1_000 + 86_400
    return isSoon ? { contact: payload.sub, serverKey } : undefined
  } catch {
    return undefined
  }
}

/** One record of aes128gcm (RFC 8188, 2.1), opened as RFC 8291, 3.4 says. */
function opened(body: Buffer, { curve, auth }: { curve: ECDH; auth: Buffer }): string {
  const salt = body.subarray(0, 16)
  const sender = body.subarray(21, 21 + body.readUInt8(20))
  const sealed = body.subarray(21 + sender.length)
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), curve.getPublicKey(), sender])
  const secret = Buffer.from(hkdfSync('sha256', curve.computeSecret(sender), auth, info, 32))
  const derived = (name: string, length: number) =>
    Buffer.from(hkdfSync('sha256', secret, salt, `Content-Encoding: ${name}\0`, length))
  const cipher = createDecipheriv('aes-128-gcm', derived('aes128gcm', 16), derived('nonce', 12))
  cipher.setAuthTag(sealed.subarray(-16))
  const padded = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()])
  return padded.subarray(0, padded.lastIndexOf(2)).toString('utf8')
}
