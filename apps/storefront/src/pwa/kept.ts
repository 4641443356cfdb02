'use client'

import { useSyncExternalStore } from 'react'

const never = () => () => {}

/**
 * Of when this page is, if the service worker showed it from what it keeps because the network was gone or slow (sw/sw.js marks it):
 * a short time of day, with the day if that was not today. Null for a page that came from the shop itself.
 */
export function useKeptSince(): string | null {
  return useSyncExternalStore(never, keptSince, () => null)
}

function keptSince(): string | null {
  const { dataset, lang } = document.documentElement
  const when = new Date(dataset.kept ?? '')
  if (Number.isNaN(when.getTime())) return null
  const today = when.toDateString() === new Date().toDateString()
  return new Intl.DateTimeFormat(lang, { timeStyle: 'short', ...(today ? {} : { dateStyle: 'short' }) }).format(when)
}
