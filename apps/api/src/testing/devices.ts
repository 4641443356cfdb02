import { createECDH, randomBytes } from 'node:crypto'
import { granted, type Caller } from './caller.ts'

/** What a browser says of a subscription at a push service of the public internet, to which nothing is sent. */
export function browserAway(): { endpoint: string; p256dh: string; auth: string } {
  return {
    endpoint: `https://93.184.216.34/push/${randomBytes(9).toString('base64url')}`,
    p256dh: createECDH('prime256v1').generateKeys('base64url'),
    auth: randomBytes(16).toString('base64url'),
  }
}

/** What a shop wants to know of it. */
export async function deviceInput(caller: Caller): Promise<ReturnType<typeof browserAway> & { serverKey: string }> {
  const { pushKey } = await granted(caller.ask<{ pushKey: string }>('websiteCurrent', null, 'pushKey'))
  return { ...browserAway(), serverKey: pushKey }
}

/** Adds such a device; answers its id and what was said of it. */
export async function addDevice(caller: Caller): Promise<{ id: string; auth: string }> {
  const input = await deviceInput(caller)
  const { id } = await granted(caller.act<{ id: string }>('pushSubscriptionAdd', input, 'id'))
  return { id, auth: input.auth }
}
