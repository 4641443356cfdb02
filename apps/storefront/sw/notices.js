/*
 * Notices of orders: shown when the push service wakes the worker, whether a page is open or not.
 * Each is about an order of the shop and opens its page; a later one about the same order stands in its place.
 */
import bare from '../src/pwa/bare-notice.json'
import { insidePath } from '../src/i18n/inside-path.ts'
import { isPersonalPage } from '../src/pwa/personal-pages.ts'

/** Without words (the push service found them too long), or unreadable: a browser that shows nothing takes the leave back. */
function readNotice(data) {
  const german = /^de\b/.test(self.navigator.language)
  const { title, body } = german ? bare.de : bare.en
  try {
    return { title, body, path: '/', ...data?.json() }
  } catch {
    return { title, body, path: '/' }
  }
}

self.addEventListener('push', (event) => {
  const { title, body, path, tag } = readNotice(event.data)
  event.waitUntil(
    self.registration.showNotification(String(title), {
      body: String(body),
      icon: '/icons/icon-192.png',
      data: { path: insidePath(String(path)) ?? '/' },
      ...(tag && { tag: String(tag), renotify: true }),
    }),
  )
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(open(insidePath(event.notification.data?.path ?? '') ?? '/'))
})

/** In the tab that shows it already, read anew; else in one where nothing is being typed; else in a new one. */
async function open(path) {
  const url = new URL(path, self.location.origin)
  const tabs = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const at = (tab) => new URL(tab.url).pathname
  const tab = tabs.find((one) => at(one) === url.pathname) ?? tabs.find((one) => !isPersonalPage(at(one)))
  // While the click counts: a browser lets nobody come to the front later.
  await tab?.focus().catch(() => undefined)
  // A tab that this worker does not have in hand cannot be led elsewhere.
  const shown = await tab?.navigate(url.href).catch(() => null)
  if (!shown) await self.clients.openWindow(url.href)
}

/** The push service has exchanged the subscription, or it has run out: the shop is told of the new one. */
self.addEventListener('pushsubscriptionchange', (event) => {
  event.waitUntil(renew(event.oldSubscription, event.newSubscription))
})

async function renew(former, given) {
  const { serverKey } = await (await fetch('/push')).json()
  const options = { userVisibleOnly: true, applicationServerKey: serverKey }
  const fresh = given ?? (await self.registration.pushManager.subscribe(options))
  const { endpoint, keys } = fresh.toJSON()
  const device = { endpoint, ...keys, serverKey, replaces: former?.endpoint ?? null }
  await fetch('/push', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ do: 'add', device }),
  })
}
