/**
 * Postal codes as rules write them: one (`80331`), all that begin alike (`SW1*`), or from one to another (`80000..81999`). Compared in capitals and without
 * spaces and hyphens; of an American ZIP+4 the first five digits count.
 */

const bare = (code: string): string => code.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')

const ZIP_PLUS_4 = /^\d{9}$/

/** What is wrong with a way of writing postal codes; undefined where nothing is. */
export function rangeProblem(written: string): string | undefined {
  const bounds = written.split('..')
  if (bounds.length > 2 || bounds.some((one) => bare(one.replace(/\*$/, '')) === ''))
    return 'is no postal code, no beginning (SW1*), and no range (80000..81999)'
  if (bounds.length === 1) return /^[^*]+\*?$/.test(written) ? undefined : 'has its star elsewhere than at the end'
  const [from = '', until = ''] = bounds.map(bare)
  if (written.includes('*')) return 'is a range, and has a star'
  if (from.length !== until.length) return 'has bounds of different lengths'
  return from <= until ? undefined : 'ends before it begins'
}

/** Whether a postal code is among those that are written. */
export function inPostalRanges(written: readonly string[], postalCode: string, countryCode: string): boolean {
  const whole = bare(postalCode)
  const code = countryCode === 'US' && ZIP_PLUS_4.test(whole) ? whole.slice(0, 5) : whole
  if (code === '') return false
  return written.some((one) => {
    const [from = '', until] = one.split('..')
    if (until === undefined) return one.endsWith('*') ? code.startsWith(bare(from)) : code === bare(from)
    // a range of beginnings (80..81) holds all that begin so
    const head = code.slice(0, bare(from).length)
    return head.length === bare(from).length && head >= bare(from) && head <= bare(until)
  })
}
