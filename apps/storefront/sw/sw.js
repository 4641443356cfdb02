/*
 * The shop's service worker: workbox 7 modules, injected by next-pwa's swSrc mode.
 * It answers for built files, pictures and public pages. It never sees payment, the commerce API or server actions:
 * those are other origins or POSTs, and account, checkout and order pages (src/pwa/personal.json) are the person's own, so they are not kept.
 * A page that it shows from what it keeps says of when it is: its cart, prices and stock may have changed since.
 */
import { CacheableResponsePlugin } from 'workbox-cacheable-response'
import { clientsClaim } from 'workbox-core'
import { ExpirationPlugin } from 'workbox-expiration'
import { cleanupOutdatedCaches, matchPrecache, precacheAndRoute } from 'workbox-precaching'
import { registerRoute, setCatchHandler } from 'workbox-routing'
import { CacheFirst, NetworkFirst, NetworkOnly, StaleWhileRevalidate } from 'workbox-strategies'
import { pageKey } from '../src/pwa/page-key.ts'
import { isPersonalPage } from '../src/pwa/personal-pages.ts'
import './notices.js'

const build = process.env.SW_BUILD_ID
const kept = { pages: `pages-${build}`, rsc: `rsc-${build}`, static: `static-${build}`, media: 'media' }

clientsClaim()
cleanupOutdatedCaches()
// No skipWaiting here: a new worker waits until the shopper presses "Update" (src/pwa/pwa.tsx).

precacheAndRoute(self.__WB_MANIFEST, {
  ignoreURLParametersMatching: [/^utm_/, /^source$/],
  directoryIndex: null,
  cleanURLs: false,
})

const ok = () => new CacheableResponsePlugin({ statuses: [200] })
const sameOrigin = (url) => url.origin === self.location.origin
const isPersonal = (url) => isPersonalPage(url.pathname)
/** The cart as data is never kept: what stands on a page already is newer than anything here. */
const isCart = (url) => /^(\/\w\w)?\/cart\/?$/.test(url.pathname)
const isRsc = (request, url) => request.headers.get('RSC') === '1' || url.searchParams.has('_rsc')

registerRoute(({ url }) => sameOrigin(url) && isPersonal(url), new NetworkOnly())
registerRoute(({ request, url }) => sameOrigin(url) && isCart(url) && isRsc(request, url), new NetworkOnly())
registerRoute(({ url }) => sameOrigin(url) && /\/suggest$/.test(url.pathname), new NetworkOnly())

// RSC payloads depend on where the navigation started: `_rsc` stays in the key, and they have a cache of their own.
registerRoute(
  ({ request, url }) => sameOrigin(url) && isRsc(request, url),
  new NetworkFirst({
    cacheName: kept.rsc,
    networkTimeoutSeconds: 3,
    plugins: [ok(), new ExpirationPlugin({ maxEntries: 80, purgeOnQuotaError: true })],
  }),
)

registerRoute(
  ({ url }) => sameOrigin(url) && url.pathname.startsWith('/media/'),
  new StaleWhileRevalidate({
    cacheName: kept.media,
    plugins: [ok(), new ExpirationPlugin({ maxEntries: 160, purgeOnQuotaError: true })],
  }),
)

registerRoute(
  ({ url }) => sameOrigin(url) && url.pathname.startsWith('/_next/static/'),
  new CacheFirst({
    cacheName: kept.static,
    plugins: [ok(), new ExpirationPlugin({ maxEntries: 120, purgeOnQuotaError: true })],
  }),
)

/** Writes into a kept page of when it is; src/pwa/kept.ts reads it. */
async function dated(response) {
  if (!response?.headers.get('content-type')?.includes('text/html')) return response
  const when = new Date(response.headers.get('date') ?? Date.now()).toISOString()
  const headers = new Headers(response.headers)
  for (const name of ['content-length', 'content-encoding']) headers.delete(name)
  const page = (await response.text()).replace('<html ', `<html data-kept="${when}" `)
  return new Response(page, { status: response.status, statusText: response.statusText, headers })
}

// One query is not answered with another's page: a search that was not visited is answered by the page without network.
registerRoute(
  ({ request, url }) =>
    sameOrigin(url) && (request.mode === 'navigate' || request.destination === 'document' || isWarmUp(request, url)),
  new NetworkFirst({
    cacheName: kept.pages,
    networkTimeoutSeconds: 3,
    plugins: [
      ok(),
      { cacheKeyWillBeUsed: async ({ request }) => pageKey(request.url) },
      { cachedResponseWillBeUsed: ({ cachedResponse }) => dated(cachedResponse) },
      new ExpirationPlugin({ maxEntries: 60, purgeOnQuotaError: true }),
    ],
  }),
)

/** Pages that workbox fetches by itself after a soft navigation (CACHE_URLS): plain GETs of addresses without a file's ending. */
function isWarmUp(request, url) {
  return (
    request.method === 'GET' &&
    request.destination === '' &&
    !/\.[a-z0-9]+$/i.test(url.pathname) &&
    !url.pathname.startsWith('/_next/')
  )
}

/** Who is always led on from / to /de (app/[locale]/page.tsx) has only the latter kept; the installed shop starts at the former. */
async function keptGermanHome(pathname) {
  if (pathname !== '/' || !/^de\b/.test(self.navigator.language)) return undefined
  return (await caches.open(kept.pages)).match(pageKey(new URL('/de', self.location.origin).href))
}

setCatchHandler(async ({ request }) => {
  if (request.mode !== 'navigate' && request.destination !== 'document') return Response.error()
  const { pathname } = new URL(request.url)
  const germanHome = await keptGermanHome(pathname)
  if (germanHome) return dated(germanHome)
  const german = /^\/de(\/|$)/.test(pathname)
  return (await dated(await matchPrecache(german ? '/de/offline' : '/offline'))) ?? Response.error()
})

self.addEventListener('activate', (event) => {
  const current = new Set(Object.values(kept))
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(
          names
            .filter((name) => /^(pages|rsc|static)-/.test(name) && !current.has(name))
            .map((name) => caches.delete(name)),
        ),
      ),
  )
})

self.addEventListener('message', (event) => {
  if (event.data?.type === 'SKIP_WAITING') self.skipWaiting()
  // After sign-in and sign-out: what was seen as somebody else must not be shown again on a shared device.
  if (event.data?.type === 'PURGE') {
    event.waitUntil(
      Promise.all([caches.delete(kept.pages), caches.delete(kept.rsc)]).then(() =>
        event.ports[0]?.postMessage('purged'),
      ),
    )
  }
})
