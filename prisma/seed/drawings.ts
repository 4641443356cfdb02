import { categories } from './data/categories.ts'
import { categoryPictureKey } from './rows/catalog.ts'
import type { Sellable } from './rows/sellables.ts'
import type { CategoryData, Picture } from './shape.ts'

/** A picture to be drawn, and the key under which the shop asks for it. */
export interface Drawing {
  key: string
  picture: Picture
  angle: 'front' | 'detail'
}

/** Every picture of the catalogue, once. */
export function drawings(all: readonly Sellable[]): Drawing[] {
  const found = new Map<string, Drawing>()
  for (const { pictureKey, detailKey, picture, data } of all) {
    if (!found.has(pictureKey)) found.set(pictureKey, { key: pictureKey, picture, angle: 'front' })
    if (!found.has(detailKey)) found.set(detailKey, { key: detailKey, picture: data.picture, angle: 'detail' })
  }
  const branch = (siblings: readonly CategoryData[]): void => {
    for (const { code, picture, children } of siblings) {
      found.set(categoryPictureKey(code), { key: categoryPictureKey(code), picture, angle: 'front' })
      branch(children ?? [])
    }
  }
  branch(categories)
  return [...found.values()]
}
