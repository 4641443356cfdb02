import { setTimeout as sleep } from 'node:timers/promises'
import { CallFailed } from '../../domain/integrations/port.ts'

export interface ApiSettings {
  baseUrl: string
  apiKey: string
  signal: AbortSignal
  /** For one answer, with its body. */
  timeoutMs?: number
}

/** The cursor is of another time: what changed since cannot be told, so everything is asked for again. */
export class CursorGone extends Error {}

/** The PIM has no such thing. */
export class NotThere extends CallFailed {}

/** So often a call is tried at once; what fails longer is for the plan of the run. */
const tries = 3
const firstPauseMs = 200
/** Who asks for a longer pause than this is asked again later. */
const longestPauseMs = 2_000

type Outcome = { answer: Response; body: Buffer } | { trouble: CallFailed }

/**
 * Reads of a PIM's REST API. 429, 5xx and lost connections are tried again a few times, as soon as the PIM allows (Retry-After, RFC 9110 10.2.3). Throws CallFailed with what people
 * should know, CursorGone (410) and NotThere (404).
 */
export class PimApi {
  readonly #base: URL

  constructor(private readonly settings: ApiSettings) {
    this.#base = new URL(settings.baseUrl.replace(/\/*$/, '/'))
  }

  async json(path: string, query: Record<string, string> = {}): Promise<unknown> {
    const url = new URL(path, this.#base)
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    const body = await this.#get(url, 32 * 2 ** 20)
    try {
      return JSON.parse(body.toString('utf8')) as unknown
    } catch (error) {
      throw new CallFailed(`The PIM answered ${url.pathname} with something that is no JSON.`, { cause: error })
    }
  }

  /** The bytes at an address of the PIM; undefined for one of another server, which must not see the key. */
  async bytes(address: string, most: number): Promise<Buffer | undefined> {
    const url = new URL(address, this.#base)
    return url.origin === this.#base.origin ? this.#get(url, most) : undefined
  }

  async #get(url: URL, most: number): Promise<Buffer> {
    for (let tried = 1; ; tried += 1) {
      const outcome = await this.#once(url, most)
      if ('body' in outcome) return outcome.body
      const { trouble } = outcome
      const { retryAfterSeconds, pauses } = trouble.details
      const pause = retryAfterSeconds === undefined ? firstPauseMs * 4 ** (tried - 1) : retryAfterSeconds * 1_000
      if (pauses || tried >= tries || pause > longestPauseMs) throw trouble
      await sleep(pause, undefined, { signal: this.settings.signal })
    }
  }

  async #once(url: URL, most: number): Promise<Outcome> {
    const { apiKey, signal, timeoutMs = 30_000 } = this.settings
    const place = url.pathname
    let answer: Response
    let body: Buffer
    try {
      answer = await fetch(url, {
        headers: { authorization: `Bearer ${apiKey}`, accept: 'application/json, image/*' },
        // a redirect would carry the key elsewhere
        redirect: 'error',
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      })
      body = await read(answer, most)
    } catch (error) {
      signal.throwIfAborted()
      if (error instanceof CallFailed) throw error
      const late = error instanceof Error && error.name === 'TimeoutError'
      const what = late ? `did not answer ${place} within ${timeoutMs} ms` : `could not be reached at ${url.host}`
      return { trouble: new CallFailed(`The PIM ${what}.`, { cause: error }) }
    }
    if (answer.ok) return { answer, body }
    return { trouble: troubleOf(answer, place) }
  }
}

/** An answer that is none. What no repetition makes better is thrown. */
function troubleOf({ status, headers }: Response, place: string): CallFailed {
  if (status === 410) throw new CursorGone()
  if (status === 404) throw new NotThere(`The PIM has no ${place}.`)
  if (status === 401 || status === 403)
    return new CallFailed(
      `The PIM refused the API key (${status}). Give the right one by the action setCredentials, then resume.`,
      { pauses: true },
    )
  const message = `The PIM answered ${status} to ${place}.`
  if (status !== 429 && status < 500) throw new CallFailed(message)
  return new CallFailed(message, { retryAfterSeconds: secondsOf(headers.get('retry-after')) })
}

/** Seconds, or a date (RFC 9110 10.2.3). */
function secondsOf(header: string | null): number | undefined {
  if (header === null) return undefined
  const seconds = /^\d+$/.test(header.trim()) ? Number(header) : (Date.parse(header) - Date.now()) / 1_000
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined
}

async function read(answer: Response, most: number): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
    size += piece.length
    if (size > most) throw new CallFailed(`The PIM sent more than ${most} bytes at once.`)
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}
