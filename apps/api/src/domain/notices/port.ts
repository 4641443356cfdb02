import type { PostAnswer } from '../../kernel/public-internet.ts'

/** Where a browser's push service takes notices, and the keys that they are sealed with (RFC 8291). */
export interface PushAddress {
  endpoint: string
  p256dh: string
  auth: string
}

/** A notice on its way to one device. */
export interface PushLetter {
  to: PushAddress
  /** The house's public key that the browser was subscribed with. */
  serverKey: string
  /** What the device shows; none: a sign that there is something new. */
  body: string | null
  /** How long the push service may keep it for a device that is away, in seconds. */
  ttl: number
  /** What is about the same replaces what has not arrived yet: up to 32 letters of base64url (RFC 8030, 5.4). */
  about: string
  at: Date
}

/** Whoever brings notices to browsers. */
export interface Pusher {
  /** The public key that browsers subscribe with from now on, in base64url. */
  readonly publicKey: string
  /** Whether notices can be sent for a subscription that was made with this public key. */
  knows(serverKey: string): boolean
  /** What is wrong with the keys of a subscription, as the rest of a sentence; undefined: nothing. */
  keyProblem(to: PushAddress): string | undefined
  /** Whether an endpoint is one of the public internet; asks DNS. */
  isReachable(endpoint: string): Promise<boolean>
  /** Sends once and answers whatever comes of it; never throws. */
  send(letter: PushLetter): Promise<PostAnswer>
  close(): void
}
