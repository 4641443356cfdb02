/**
 * Draws the shop's mark (a folding rule opened to a W) and writes it as the app's icons: public/icons/*.png and
 * src/app/icon.svg, both committed. Run by hand after changing the drawing: `npm run icons`.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import sharp from 'sharp'

const ink = '#1f1c17'
const paper = '#f5f1e8'
const signal = '#f2641a'

type Point = [number, number]
/** The five joints of the rule in a 100 × 100 field, left to right. */
const joints: Point[] = [
  [10, 24],
  [30, 76],
  [50, 34],
  [70, 76],
  [90, 24],
]

/** Three ticks along one leg of the rule, standing on its left edge. */
function ticks([x1, y1]: Point, [x2, y2]: Point): string {
  const length = Math.hypot(x2 - x1, y2 - y1)
  const [nx, ny] = [(y2 - y1) / length, -(x2 - x1) / length]
  // Away from the lower joints, where two legs lie on each other.
  return (y2 > y1 ? [0.26, 0.42, 0.58] : [0.42, 0.58, 0.74])
    .map((at, i) => {
      const [x, y] = [x1 + (x2 - x1) * at, y1 + (y2 - y1) * at]
      const reach = i === 1 ? 1 : 3
      return `M${(x + nx * 6.4).toFixed(2)} ${(y + ny * 6.4).toFixed(2)}L${(x + nx * reach).toFixed(2)} ${(y + ny * reach).toFixed(2)}`
    })
    .join('')
}

/** The rule itself: legs, ticks, rivets. `leg` and `mark` are CSS colours. */
function rule(leg: string, mark: string): string {
  const legs = joints.slice(1).map((to, i) => [joints[i] as Point, to] as const)
  const line = ([from, to]: readonly [Point, Point], colour: string, width: number) =>
    `<path d="M${from.join(' ')}L${to.join(' ')}" stroke="${colour}" stroke-width="${width}" stroke-linecap="round"/>`
  return (
    legs.map((l) => line(l, leg, 15)).join('') +
    `<path d="${legs.map(([from, to]) => ticks(from, to)).join('')}" stroke="${mark}" stroke-width="1.8"/>` +
    joints.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="2.6" fill="${mark}"/>`).join('')
  )
}

/** The mark on a field: `reach` is the share of the field that it fills, `corner` the field's radius in percent. */
function icon(field: string, leg: string, mark: string, reach: number, corner: number): string {
  const inset = (100 - 100 * reach) / 2
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" fill="none"><rect width="100" height="100" rx="${corner}" fill="${field}"/><g transform="translate(${inset} ${inset}) scale(${reach})">${rule(leg, mark)}</g></svg>`
}

const at = (name: string) => new URL(`../${name}`, import.meta.url)
const png = (svg: string, size: number, name: string) =>
  sharp(Buffer.from(svg), { density: 600 })
    .resize(size, size)
    .png({ palette: true, compressionLevel: 9 })
    .toBuffer()
    .then((bytes) => writeFile(at(name), bytes))

await mkdir(at('public/icons'), { recursive: true })
const round = icon(ink, signal, ink, 0.76, 22)
// A maskable icon may lose everything outside the middle 80 %.
const maskable = icon(ink, signal, ink, 0.58, 0)
await png(round, 192, 'public/icons/icon-192.png')
await png(round, 512, 'public/icons/icon-512.png')
await png(maskable, 192, 'public/icons/maskable-192.png')
await png(maskable, 512, 'public/icons/maskable-512.png')
await png(icon(paper, ink, signal, 0.7, 0), 180, 'public/icons/apple-touch-icon.png')
await png(icon(ink, signal, ink, 0.76, 0), 96, 'public/icons/badge-96.png')
await writeFile(at('src/app/icon.svg'), round)

// An ICO file is a directory of pictures; this one holds a single PNG of 32 px.
const small = await sharp(Buffer.from(round), { density: 600 }).resize(32, 32).png().toBuffer()
const directory = Buffer.alloc(22)
directory.writeUInt16LE(1, 2)
directory.writeUInt16LE(1, 4)
directory.writeUInt8(32, 6)
directory.writeUInt8(32, 7)
directory.writeUInt16LE(1, 10)
directory.writeUInt16LE(32, 12)
directory.writeUInt32LE(small.length, 14)
directory.writeUInt32LE(directory.length, 18)
await writeFile(at('src/app/favicon.ico'), Buffer.concat([directory, small]))
