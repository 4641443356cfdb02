'use client'

import { useEffect } from 'react'

/** Stands on pages reached by signing in or out: empties the worker's caches of pages seen as somebody else. */
export function Purge() {
  useEffect(() => {
    navigator.serviceWorker?.controller?.postMessage({ type: 'PURGE' })
  }, [])
  return null
}
