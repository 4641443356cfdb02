import type { PushSubscriptionAddInput } from '#lib/shop/generated/graphql.ts'

/** What a page or the service worker asks of the shop for this device (app/[locale]/push). */
export type DeviceDeed =
  | { do: 'ask'; endpoint: string }
  | { do: 'add'; device: PushSubscriptionAddInput }
  | { do: 'remove'; endpoint: string | null }

/** How it stands with this device, and on how many others the person is told, too. */
export interface DeviceStanding {
  on: boolean
  others: number
}

/** @throws TypeError where no answer came; Error in the shopper's words where it was refused. */
export async function sendDeed(path: string, deed: DeviceDeed): Promise<DeviceStanding> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(deed),
  })
  if (response.ok) return (await response.json()) as DeviceStanding
  const { problem } = (await response.json().catch(() => ({}))) as { problem?: string }
  throw new Error(problem ?? `The shop answered ${response.status}.`)
}

/** What the shop wants to know of a browser's subscription. */
export function deviceOf(
  subscription: PushSubscription,
  serverKey: string,
  replaces: string | null = null,
): PushSubscriptionAddInput {
  const { keys } = subscription.toJSON()
  return {
    endpoint: subscription.endpoint,
    p256dh: keys?.['p256dh'] ?? '',
    auth: keys?.['auth'] ?? '',
    serverKey,
    replaces,
  }
}

/** Whether a subscription was made with this key; base64url, as the shop writes it. */
export function isOfKey(subscription: PushSubscription, serverKey: string): boolean {
  const key = subscription.options.applicationServerKey
  if (!key) return true
  const text = btoa(String.fromCharCode(...new Uint8Array(key)))
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '') === serverKey
}
