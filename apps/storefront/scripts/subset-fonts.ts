/**
 * Cuts the two families down to the glyphs and weights the shop uses and writes src/fonts/*.woff2 (committed).
 * Both together stay under 50 kB, so that the first page may load both. Run by hand: `npm run fonts`.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import subsetFont from 'subset-font'

const require = createRequire(import.meta.url)
const range = (from: number, to: number) =>
  String.fromCodePoint(...Array.from({ length: to - from + 1 }, (_, i) => from + i))
/** ASCII and Latin-1 (all of German), and the typography a shop needs. Anything else falls to the system's font. */
const text = range(0x20, 0x7e) + range(0xa0, 0xff) + '–—‘’‚“”„•…‹›€™−×≤≥→←↑↓✓Œœ\u202f\u2009'

const families = [
  {
    // Headings only, at one weight: a fixed instance is a third of the variable file.
    from: '@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-wght-normal.woff2',
    to: 'bricolage-grotesque-700.woff2',
    options: { variationAxes: { wght: 700 }, keepFeatures: ['kern', 'liga', 'tnum'] },
  },
  {
    from: '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
    to: 'inter-400-700.woff2',
    options: { variationAxes: { wght: { min: 400, max: 700 } }, keepFeatures: ['kern', 'tnum', 'calt'] },
  },
]

for (const family of families) {
  const source = await readFile(require.resolve(family.from))
  const cut = await subsetFont(source, text, { targetFormat: 'woff2', noHinting: true, ...family.options })
  await writeFile(new URL(`../src/fonts/${family.to}`, import.meta.url), cut)
  console.log(`${family.to}: ${source.length} -> ${cut.length} bytes`)
}
