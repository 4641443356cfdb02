import { Canvas } from './canvas.ts'
import { drawOn, type PictureParams } from './motifs.ts'

/**
 * A thing as a complete SVG, 1200 × 1200 on a transparent ground. The same arguments always give the same bytes.
 * @throws Error that names the known motifs or colours
 */
export function draw(name: string, params: PictureParams = {}): string {
  const canvas = new Canvas()
  const body = drawOn(canvas, name, params)
  return canvas.finish(1200, 1200, body)
}

export { motifNames } from './motifs.ts'
export { drawScene, sceneNames } from './scenes.ts'
