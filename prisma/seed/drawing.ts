import { draw, motifNames } from './pictures/index.ts'
import type { Picture } from './shape.ts'

/** The picture of a product or category as SVG, 1200 × 1200, on nothing. A motif that nobody has drawn yet is a plain block. */
export function drawPicture([motif, params]: Picture, angle: 'front' | 'detail'): string {
  if (motifNames.includes(motif)) return draw(motif, { ...params, angle })
  const hue = [...motif].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 360
  const round = angle === 'detail' ? 400 : 90
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 1200" width="1200" height="1200">` +
    `<rect x="160" y="160" width="880" height="880" rx="${round}" fill="hsl(${hue} 45% 50%)"/></svg>`
  )
}
