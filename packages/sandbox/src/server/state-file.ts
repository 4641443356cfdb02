import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

const DELAY_MS = 300
/** Writing may take at most a twentieth of the time. */
const SHARE = 20

/** Keeps a state in a JSON file, so that a second start finds it again. Without a path nothing is read or written. */
export class StateFile<T> {
  #path: string | undefined
  #read: () => T
  #timer: NodeJS.Timeout | null = null
  #lastTookMs = 0

  /** @param read answers the state as it is now; called when it is time to write */
  constructor(path: string | undefined, read: () => T) {
    this.#path = path
    this.#read = read
  }

  /** The state of last time, or null when there is none. A file that cannot be read is moved aside, not overwritten. */
  static load<T>(path: string | undefined): T | null {
    if (!path) return null
    let text: string
    try {
      text = readFileSync(path, 'utf8')
    } catch {
      return null
    }
    try {
      return JSON.parse(text) as T
    } catch {
      renameSync(path, `${path}.unreadable`)
      return null
    }
  }

  /** Says that something changed; the file follows shortly. */
  touch(): void {
    if (!this.#path || this.#timer) return
    this.#timer = setTimeout(() => this.flush(), Math.max(DELAY_MS, this.#lastTookMs * SHARE))
    this.#timer.unref()
  }

  /** Writes now. A reader never sees half a file: it is written beside and renamed. */
  flush(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    if (!this.#path) return
    const startedAt = performance.now()
    mkdirSync(dirname(this.#path), { recursive: true })
    const beside = `${this.#path}.new`
    writeFileSync(beside, JSON.stringify(this.#read()))
    renameSync(beside, this.#path)
    this.#lastTookMs = performance.now() - startedAt
  }
}
