import type { PimItems, PimKind, Told } from './items.ts'

interface Entry {
  kind: PimKind
  code: string
  revision: number
  /** Undefined: it was taken away. */
  item: object | undefined
}

interface Place {
  epoch: number
  revision: number
}

export interface Page {
  items: Told<object>[]
  /** Behind the last of them: for the next page, or for what changes later. */
  cursor: string
  more: boolean
}

/** A cursor of another time: what was taken away in the meantime is not known any more. */
export class CursorExpired extends Error {}
/** A cursor that is none. */
export class CursorBroken extends Error {}

/**
 * Items in the order of their last change, as PIMs with a delta tell them: whatever changes gets the next revision and stands last, so who reads page by page while
 * somebody works meets the same item again.
 */
export class PimStore {
  #entries = new Map<string, Entry>()
  #revision = 0
  #epoch = 1

  put<Kind extends PimKind>(kind: Kind, item: PimItems[Kind]): number {
    const code = 'sku' in item ? item.sku : item.code
    return this.#write(kind, code, item)
  }

  remove(kind: PimKind, code: string): number {
    return this.#write(kind, code, undefined)
  }

  /** As after a restored backup: cursors of before mean nothing any more, and what was taken away is not told. */
  forgetHistory(): void {
    this.#epoch += 1
    for (const [key, entry] of this.#entries) if (entry.item === undefined) this.#entries.delete(key)
  }

  clear(): void {
    this.#entries.clear()
    this.forgetHistory()
  }

  /** @param overlap so many items of before the cursor are told once more. Throws CursorExpired, CursorBroken. */
  page(kind: PimKind, cursor: string | undefined, limit: number, overlap: number): Page {
    const all = [...this.#entries.values()]
      .filter((entry) => entry.kind === kind)
      .sort((one, other) => one.revision - other.revision)
    const after = cursor === undefined ? 0 : this.#read(cursor).revision
    const behind = all.filter(({ revision }) => revision > after)
    const now = behind.slice(0, limit)
    const again = overlap > 0 && after > 0 ? all.filter(({ revision }) => revision <= after).slice(-overlap) : []
    return {
      items: [...again, ...now].map(told),
      cursor: this.#written({ epoch: this.#epoch, revision: now.at(-1)?.revision ?? after }),
      more: behind.length > now.length,
    }
  }

  /** How many of each kind there are. */
  counts(): Record<string, number> {
    const counts: Record<string, number> = {}
    for (const { kind, item } of this.#entries.values()) if (item) counts[kind] = (counts[kind] ?? 0) + 1
    return counts
  }

  #write(kind: PimKind, code: string, item: object | undefined): number {
    this.#revision += 1
    this.#entries.set(`${kind} ${code}`, { kind, code, revision: this.#revision, item })
    return this.#revision
  }

  #written = (place: Place): string => Buffer.from(JSON.stringify(place)).toString('base64url')

  #read(cursor: string): Place {
    let place: Partial<Place> | null
    try {
      place = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as Partial<Place> | null
    } catch {
      throw new CursorBroken('This is no cursor of ours.')
    }
    if (typeof place?.epoch !== 'number' || typeof place.revision !== 'number')
      throw new CursorBroken('This is no cursor of ours.')
    if (place.epoch !== this.#epoch) throw new CursorExpired('The cursor is of another time: begin without one.')
    return { epoch: place.epoch, revision: place.revision }
  }
}

const told = ({ code, revision, item }: Entry): Told<object> =>
  item ? { ...item, revision } : { code, revision, deleted: true }
