import { LRUCache } from 'lru-cache'
import type { KnownState } from './listing-query.ts'

/** A page as it was read, and in which state of things. */
export interface KeptPage extends KnownState {
  categoryId: string | null
  corrected: string | null
  keys: string[] | null
  items: string | null
}

/** Characters of all pages together; a page of 24 cards has some ten thousand. */
const most = 8_000_000

/**
 * Pages that were read. They are never given again by themselves: the statement that would read one names the state in which it was read, and answers
 * only "nothing has changed" where that is so. So a kept page is as true as one that is read anew, and a good deal cheaper.
 */
export class KeptPages {
  readonly #pages = new LRUCache<string, KeptPage>({
    maxSize: most,
    sizeCalculation: ({ items, keys }, key) => 200 + key.length + (items?.length ?? 0) + 60 * (keys?.length ?? 0),
  })

  get(key: string): KeptPage | undefined {
    return this.#pages.get(key)
  }

  keep(key: string, { catalog, prices, shelf, path, categoryId, corrected, keys, items }: KeptPage): void {
    this.#pages.set(key, { catalog, prices, shelf, path, categoryId, corrected, keys, items })
  }
}
