/** Texts by locale: `{ en_US: 'Drill' }`. */
export type PimTexts = Record<string, string>

export interface PimPicture {
  id: string
  /** Another one as soon as its bytes are others. */
  revision: number
  /** Where its bytes are, from the root of the server. */
  url: string
  alt?: PimTexts
}

export interface PimProduct {
  sku: string
  /** `model`: has variants, and is not sold itself. */
  kind?: 'single' | 'model'
  /** The model whose variant it is. */
  model?: string
  /** In what its variants differ. */
  axes?: string[]
  enabled?: boolean
  unit: string
  ean?: string
  weight?: { amount: string; unit: 'g' | 'kg' }
  name: PimTexts
  summary?: PimTexts
  description?: PimTexts
  /** By attribute: the code of an option, several of them, a text, a number, yes or no. */
  values?: Record<string, string | string[] | number | boolean>
  categories?: string[]
  pictures?: PimPicture[]
}

export interface PimCategory {
  code: string
  parent?: string
  label: PimTexts
  order?: number
}

export interface PimAttribute {
  code: string
  type: 'select' | 'multiselect' | 'text' | 'number' | 'boolean'
  label: PimTexts
  unit?: string
  options?: { code: string; label: PimTexts }[]
}

export interface PimItems {
  products: PimProduct
  categories: PimCategory
  attributes: PimAttribute
}
export type PimKind = keyof PimItems
export const pimKinds: readonly PimKind[] = ['products', 'categories', 'attributes']

/** What is told of an item: with the revision of its last change; of one that was taken away, only that. */
export type Told<Item> = (Item & { revision: number }) | { code: string; revision: number; deleted: true }
