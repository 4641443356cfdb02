/** Words inside a name that stay small: Frankfurt am Main, Rio de Janeiro, Stratford-upon-Avon. */
const small = new Set(
  'am an auf bei der den im in ob unter vor zu a la le les de des du del di da do dos y e en sur sous of on upon'.split(
    ' ',
  ),
)

/**
 * A town as one writes it, of a carrier that writes in capitals: `SAN FRANCISCO` → `San Francisco`, `FRANKFURT AM MAIN` → `Frankfurt am Main`. What has small letters already was
 * written by somebody who knows, and stays.
 */
export function placeName(name: string): string {
  if (name !== name.toUpperCase()) return name
  return name
    .toLowerCase()
    .split(/([\s-]+)/)
    .map((word, i) => (i > 0 && small.has(word) ? word : capital(word)))
    .join('')
}

/** Also behind an apostrophe, a stop or a slash: `O'FALLON`, `ST.GALLEN`. The `s` of a genitive is no beginning. */
const capital = (word: string): string =>
  word.replace(
    /(^|['’./(](?=\p{L}{2}))(\p{L})/gu,
    (_whole, before: string, letter: string) => before + letter.toUpperCase(),
  )
