/** Of an address, what says how one came or how the page is sent, and not what stands on it. */
const passing = /^(source|plain|utm_.*)$/

/**
 * Under which address the service worker keeps a page (sw/sw.js), and finds it again: the whole query counts, because a search, a filter, a
 * page of a listing or a variant is a page of its own; only `source`, `utm_*` and `plain` do not.
 */
export function pageKey(address: string): string {
  const url = new URL(address)
  for (const name of new Set(url.searchParams.keys())) if (passing.test(name)) url.searchParams.delete(name)
  url.hash = ''
  return url.href
}
