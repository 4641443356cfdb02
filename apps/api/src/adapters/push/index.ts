import webPush, { type RequestDetails } from 'web-push'
import type { PushAddress, PushLetter, Pusher } from '../../domain/notices/port.ts'
import { publicInternet, type PublicInternetOptions } from '../../kernel/public-internet.ts'
import { derivedPair, pairOf, type VapidKeys } from './vapid-keys.ts'

export interface PusherOptions extends PublicInternetOptions {
  /** Private keys for VAPID, the one that browsers subscribe with first; none: they are derived from the keys of the house. */
  vapidPrivateKeys: readonly string[]
  /** The keys that seal what the house keeps secret. */
  houseKeys: readonly string[]
  /** Whom a push service may write to: mailto: or https:. */
  contact: string
}

/** Brings notices to browsers by their push services: sealed for the device (RFC 8291), and signed by the house (RFC 8292). */
export function createPusher({ vapidPrivateKeys, houseKeys, contact, ...options }: PusherOptions): Pusher {
  const pairs = vapidPrivateKeys.length > 0 ? vapidPrivateKeys.map(pairOf) : houseKeys.map(derivedPair)
  const [first] = pairs
  if (!first) throw new Error('there is no key to send notices with')
  const byPublicKey = new Map(pairs.map((pair) => [pair.publicKey, pair]))
  const internet = publicInternet(options)
  return {
    publicKey: first.publicKey,
    knows: (serverKey) => byPublicKey.has(serverKey),
    keyProblem: (to) => keyProblem(to, first, contact),
    isReachable: async (endpoint) => (await internet.problemOf(endpoint)) === undefined,
    send: async (letter) => {
      const keys = byPublicKey.get(letter.serverKey)
      if (!keys) return { durationMs: 0, problem: 'was subscribed with a key that the house has no more' }
      const { endpoint, headers, body } = sealed(letter, keys, contact)
      return internet.post({ url: endpoint, headers, body: body ?? '', at: letter.at })
    },
    close: internet.close,
  }
}

const sealed = (
  { to, body, ttl, about }: Omit<PushLetter, 'serverKey' | 'at'>,
  keys: VapidKeys,
  contact: string,
): RequestDetails =>
  webPush.generateRequestDetails(
    { endpoint: to.endpoint, keys: { p256dh: to.p256dh, auth: to.auth } },
    body ?? undefined,
    {
      vapidDetails: { subject: contact, ...keys },
      TTL: ttl,
      topic: about,
      urgency: 'normal',
      contentEncoding: 'aes128gcm',
    },
  )

/** Only sealing something shows whether keys can be sealed with: a point that is not on the curve is one of 65 bytes, too. */
function keyProblem(to: PushAddress, keys: VapidKeys, contact: string): string | undefined {
  try {
    sealed({ to: { ...to, endpoint: 'https://push.invalid/' }, body: 'x', ttl: 0, about: 'x' }, keys, contact)
    return undefined
  } catch {
    return 'is no key that a notice can be sealed with'
  }
}
