import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'

/** A push service on this machine: the one of the browser is far away, and answers no test. */
export interface PushService {
  /** Has the browser subscribe here, where its person gives leave when they are asked. */
  stand(page: Page): Promise<void>
  /** What it was given for the browser, in words. */
  got: string[]
  close(): Promise<void>
}

/** What the page is told of the one subscription that its browser can have. */
interface Subscription {
  endpoint: string
  keys: { p256dh: string; auth: string }
}

export async function startPushService(): Promise<PushService> {
  const got: string[] = []
  const curve = createECDH('prime256v1')
  const p256dh = curve.generateKeys('base64url')
  const auth = randomBytes(16)

  /** RFC 8291, 3.4, in one record of RFC 8188. */
  function opened(body: Buffer): string {
    const salt = body.subarray(0, 16)
    const sender = body.subarray(21, 21 + body.readUInt8(20))
    const sealed = body.subarray(21 + sender.length)
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), curve.getPublicKey(), sender])
    const secret = Buffer.from(hkdfSync('sha256', curve.computeSecret(sender), auth, info, 32))
    const part = (name: string, length: number) =>
      Buffer.from(hkdfSync('sha256', secret, salt, `Content-Encoding: ${name}\0`, length))
    const cipher = createDecipheriv('aes-128-gcm', part('aes128gcm', 16), part('nonce', 12))
    cipher.setAuthTag(sealed.subarray(-16))
    const padded = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()])
    return padded.subarray(0, padded.lastIndexOf(2)).toString('utf8')
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      got.push(opened(Buffer.concat(chunks)))
      response.writeHead(201).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const endpoint = `http://127.0.0.1:${port}/${randomBytes(9).toString('base64url')}`
  return {
    got,
    stand: async (page) => {
      await page.addInitScript(subscribeHere, { endpoint, keys: { p256dh, auth: auth.toString('base64url') } })
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** In the page: `pushManager` as the browser has it, at this push service, and a person who says yes when they are asked. */
function subscribeHere({ endpoint, keys }: Subscription): void {
  const known = 'test-subscription'
  const subscription = {
    endpoint,
    options: { userVisibleOnly: true, applicationServerKey: null },
    toJSON: () => ({ endpoint, keys }),
    unsubscribe: () => Promise.resolve(localStorage.removeItem(known)).then(() => true),
  }
  PushManager.prototype.subscribe = () => {
    localStorage.setItem(known, '1')
    return Promise.resolve(subscription as unknown as PushSubscription)
  }
  PushManager.prototype.getSubscription = () =>
    Promise.resolve(localStorage.getItem(known) ? (subscription as unknown as PushSubscription) : null)
  // A browser without a window says no by itself, whatever leave the test gave; it asks nobody.
  const leave = 'test-leave'
  Object.defineProperty(Notification, 'permission', { get: () => localStorage.getItem(leave) ?? 'default' })
  Notification.requestPermission = () => {
    localStorage.setItem(leave, 'granted')
    return Promise.resolve('granted')
  }
}
