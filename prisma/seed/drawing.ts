import type { Drawing } from './drawings.ts'
import { draw, drawScene } from './pictures/index.ts'

/** A drawing as SVG on a transparent ground: 1200 × 1200, the home page's 1600 × 1000. Throws Error for a motif, colour or scene that there is not. */
export function drawPicture(drawing: Drawing): string {
  if ('scene' in drawing) return drawScene(drawing.scene)
  const [motif, params] = drawing.picture
  return draw(motif, { ...params, angle: drawing.angle })
}
