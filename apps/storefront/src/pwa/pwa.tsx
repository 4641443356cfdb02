'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { Suspense, useEffect, useState, useSyncExternalStore } from 'react'
import type { Workbox } from 'workbox-window'
import { useKeptSince } from './kept.ts'
import { isPersonalPage } from './personal-pages.ts'

export interface PwaTexts {
  offline: string
  /** With `{when}`. */
  kept: string
  reload: string
  update: string
  updateNow: string
  later: string
}

/** Registers the service worker, keeps visited pages for offline reading, and shows the offline and update bars. */
export function Pwa({ texts }: { texts: PwaTexts }) {
  const [workbox, setWorkbox] = useState<Workbox | null>(null)
  const [waiting, setWaiting] = useState(false)
  const online = useOnline()
  const kept = useKeptSince()
  const pathname = usePathname()

  useEffect(() => {
    if (process.env.NODE_ENV !== 'production' || !('serviceWorker' in navigator)) return
    let gone = false
    const registered = import('workbox-window').then(({ Workbox }) => {
      if (gone) return
      const worker = new Workbox('/sw.js')
      // The first worker takes over pages that had none: nothing is old then, and a reload would only interrupt.
      const hadWorker = Boolean(navigator.serviceWorker.controller)
      let reloaded = false
      worker.addEventListener('waiting', () => setWaiting(true))
      worker.addEventListener('controlling', (event) => {
        if (reloaded || !hadWorker || !(event.isUpdate || event.isExternal)) return
        reloaded = true
        window.location.reload()
      })
      worker.addEventListener('activated', () => keep(worker))
      void worker.register()
      setWorkbox(worker)
    })
    // Where the network goes away before it is loaded, the next page does it.
    registered.catch(() => undefined)
    return () => {
      gone = true
    }
  }, [])

  // A script runs, so parts of pages may stream again (shell/plain.ts).
  useEffect(() => {
    if (/(?:^|; )plain=/.test(document.cookie)) document.cookie = 'plain=; path=/; max-age=0'
  }, [])

  // Never in the middle of a checkout: an update reloads the page.
  const offerUpdate = waiting && !isPersonalPage(pathname)
  const asOf = kept && texts.kept.replace('{when}', kept)
  return (
    <>
      <Suspense>
        <KeepVisited workbox={workbox} />
      </Suspense>
      {(!online || offerUpdate || kept) && (
        <div
          className="rise fixed inset-x-0 bottom-[calc(4.25rem+env(safe-area-inset-bottom))] z-40 px-3 md:bottom-4"
          role="status"
        >
          <div className="mx-auto flex max-w-lg flex-wrap items-center gap-x-4 gap-y-2 rounded-md bg-ink px-4 py-3 text-sm font-medium text-paper shadow-lift">
            <span className="min-w-48 flex-1">
              {[asOf, !online && texts.offline, online && !asOf && texts.update].filter(Boolean).join(' ')}
            </span>
            {online && asOf && (
              <button
                type="button"
                onClick={() => window.location.reload()}
                className="min-h-9 rounded-sm bg-signal px-3 font-semibold text-on-signal"
              >
                {texts.reload}
              </button>
            )}
            {online && !asOf && (
              <>
                <button
                  type="button"
                  onClick={() => setWaiting(false)}
                  className="min-h-9 px-2 underline underline-offset-4"
                >
                  {texts.later}
                </button>
                <button
                  type="button"
                  onClick={() => workbox?.messageSkipWaiting()}
                  className="min-h-9 rounded-sm bg-signal px-3 font-semibold text-on-signal"
                >
                  {texts.updateNow}
                </button>
              </>
            )}
          </div>
        </div>
      )}
    </>
  )
}

/**
 * A page reached by soft navigation, another query of the same page included, has no HTML in the cache: asks the worker to fetch it.
 * In a Suspense of its own, because to know the query is to wait for it.
 */
function KeepVisited({ workbox }: { workbox: Workbox | null }) {
  const pathname = usePathname()
  const query = useSearchParams().toString()
  useEffect(() => {
    if (workbox) void forgetOthers(workbox).then(() => keep(workbox))
  }, [pathname, query, workbox])
  return null
}

/** After signing in or out (lib/shop/session.ts leaves a note): what was seen as somebody else must not be shown again. */
async function forgetOthers(workbox: Workbox): Promise<void> {
  if (!/(?:^|; )purge=/.test(document.cookie)) return
  document.cookie = 'purge=; path=/; max-age=0'
  // Where no answer comes the device stays as it is; a notice names an order, and nobody.
  void import('#notices/this-device.ts').then(({ forgetUnlessOwn }) => forgetUnlessOwn('/push')).catch(() => undefined)
  if (navigator.serviceWorker.controller) await workbox.messageSW({ type: 'PURGE' })
}

function keep(workbox: Workbox) {
  if (isPersonalPage(window.location.pathname) || !navigator.serviceWorker.controller) return
  void workbox.messageSW({ type: 'CACHE_URLS', payload: { urlsToCache: [window.location.href] } })
}

function useOnline(): boolean {
  return useSyncExternalStore(
    (changed) => {
      window.addEventListener('online', changed)
      window.addEventListener('offline', changed)
      return () => {
        window.removeEventListener('online', changed)
        window.removeEventListener('offline', changed)
      }
    },
    () => navigator.onLine,
    () => true,
  )
}
