import { categories } from './data/categories.ts'
import { categoryPictureKey } from './rows/catalog.ts'
import type { Sellable } from './rows/sellables.ts'
import type { CategoryData, Picture } from './shape.ts'

/** A picture to be drawn: a thing, or a still life (`scene`); and the key under which the shop asks for it. */
export type Drawing = { key: string } & ({ picture: Picture; angle: 'front' | 'detail' } | { scene: string })

/** Categories that show a still life instead of one thing. */
const scenes: Readonly<Record<string, string>> = {
  'power-tools': 'power-tools',
  'hand-tools': 'hand-tools',
  'fixings-electrical': 'fasteners',
  'cables-installation': 'electrical',
  safety: 'safety',
  'workshop-facility': 'storage',
  'transport-packing': 'packaging',
  cleaning: 'cleaning',
  office: 'office',
  'office-furniture': 'furniture',
}

/** Every picture of the catalogue, once; `hero` is the home page's. */
export function drawings(all: readonly Sellable[]): Drawing[] {
  const found = new Map<string, Drawing>([['hero', { key: 'hero', scene: 'hero' }]])
  for (const { pictureKey, detailKey, picture, data } of all) {
    if (!found.has(pictureKey)) found.set(pictureKey, { key: pictureKey, picture, angle: 'front' })
    if (!found.has(detailKey)) found.set(detailKey, { key: detailKey, picture: data.picture, angle: 'detail' })
  }
  const branch = (siblings: readonly CategoryData[]): void => {
    for (const { code, picture, children } of siblings) {
      const key = categoryPictureKey(code)
      const scene = scenes[code]
      found.set(key, scene ? { key, scene } : { key, picture, angle: 'front' })
      branch(children ?? [])
    }
  }
  branch(categories)
  return [...found.values()]
}
