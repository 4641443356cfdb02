import { deviceOf, isOfKey, sendDeed, type DeviceStanding } from './device-deed.ts'

/** How far this device is from showing notices. */
export type DeviceState =
  /** No way to: the browser has no Web Push. */
  | 'unsupported'
  /** iOS and iPadOS know it in shops on the home screen only. */
  | 'install'
  /** The person has said no to the browser, which asks only once. */
  | 'denied'
  | 'off'
  | 'on'

const isApple = () =>
  /iPhone|iPad|iPod/.test(navigator.userAgent) || (navigator.platform === 'MacIntel' && navigator.maxTouchPoints > 1)

/** Where the worker does not come to life, the push service would have nobody to wake. */
const workerWithin = 10_000

const registered = (): Promise<ServiceWorkerRegistration> =>
  Promise.race([
    navigator.serviceWorker.ready,
    new Promise<never>((_resolve, reject) => setTimeout(() => reject(new Error('no worker')), workerWithin)),
  ])

async function current(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration()
  return (await registration?.pushManager.getSubscription()) ?? null
}

/** Looks, without asking anybody for anything. Without network it is as the browser says. */
export async function lookAtDevice(
  path: string,
  serverKey: string,
): Promise<{ state: DeviceState; others: number; lost?: true }> {
  const nobody = { others: 0 }
  if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window))
    return { state: isApple() ? 'install' : 'unsupported', ...nobody }
  if (Notification.permission === 'denied') return { state: 'denied', ...nobody }
  const subscription = await current()
  if (!subscription || Notification.permission !== 'granted') return { state: 'off', ...nobody }
  try {
    const standing = await sendDeed(path, { do: 'ask', endpoint: subscription.endpoint })
    if (standing.on && !isOfKey(subscription, serverKey)) return said(await subscribe(path, serverKey, subscription))
    return said(standing)
  } catch {
    return { state: 'on', ...nobody, lost: true }
  }
}

const said = ({ on, others }: DeviceStanding) => ({ state: on ? ('on' as const) : ('off' as const), others })

/** Why it could not be turned on, where it is not for the person to decide. */
export class PushServiceSilent extends Error {}

/**
 * Turns notices on. Called in the click, for that is when a browser lets itself be asked.
 * @throws PushServiceSilent; TypeError without network; Error in the shopper's words
 */
export async function turnOn(path: string, serverKey: string): Promise<{ state: DeviceState; others: number }> {
  const permission = await Notification.requestPermission()
  if (permission !== 'granted') return { state: permission === 'denied' ? 'denied' : 'off', others: 0 }
  return said(await subscribe(path, serverKey, await current()))
}

/** Subscribes and tells the shop; where the shop does not take it, the browser is as it was. */
async function subscribe(path: string, serverKey: string, former: PushSubscription | null): Promise<DeviceStanding> {
  const outdated = former && !isOfKey(former, serverKey) ? former : null
  await outdated?.unsubscribe()
  let subscription: PushSubscription
  try {
    const { pushManager } = await registered()
    subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: serverKey })
  } catch (cause) {
    throw new PushServiceSilent('the push service cannot be reached', { cause })
  }
  try {
    return await sendDeed(path, { do: 'add', device: deviceOf(subscription, serverKey, outdated?.endpoint) })
  } catch (problem) {
    await subscription.unsubscribe()
    throw problem
  }
}

/** Turns notices off, also without network: what the browser has forgotten, its push service takes no more, and then the shop forgets it. */
export async function turnOff(path: string): Promise<void> {
  const subscription = await current()
  if (!subscription) return
  await subscription.unsubscribe()
  await sendDeed(path, { do: 'remove', endpoint: subscription.endpoint }).catch(() => undefined)
}

/** Turns notices off on all devices of the person. @throws as `sendDeed` */
export async function turnAllOff(path: string): Promise<void> {
  await sendDeed(path, { do: 'remove', endpoint: null })
  await (await current())?.unsubscribe()
}

/** After somebody has signed in or out: a device that is not theirs is not told of the orders of who was here before. */
export async function forgetUnlessOwn(path: string): Promise<void> {
  if (!('serviceWorker' in navigator && 'PushManager' in window)) return
  const subscription = await current()
  if (!subscription) return
  const { on } = await sendDeed(path, { do: 'ask', endpoint: subscription.endpoint })
  if (!on) await subscription.unsubscribe()
}
