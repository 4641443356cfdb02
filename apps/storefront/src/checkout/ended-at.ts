import type { Ended } from './pay-step.ts'

/** The path of a page, to be shown anew with how a payment has ended: whatever it shows by then, it says so. */
export function endedAt(path: string, how: Ended): string {
  const [page, query] = path.split('?')
  const params = new URLSearchParams(query)
  params.set('ended', how)
  return `${page}?${params.toString()}`
}
