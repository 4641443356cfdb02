import { randomUUID } from 'node:crypto'

/** How the shop or the way to it failed so that it is worth trying again. */
class Again extends Error {}

/** The shop said no, by its catalogue of refusals. */
export class Refused extends Error {
  constructor(
    readonly code: string,
    detail: string,
  ) {
    super(`${code}: ${detail}`)
  }
}

interface Answer<Data> {
  data: Data | null
  errors?: { message: string; extensions?: { code?: string; status?: number } }[]
}

/** How long somebody tries again before they give up, in milliseconds. */
const patience = 120_000

/** Does it again until it is answered. Throws what is final as it comes (Refused, unless told otherwise), and Error where patience ends. */
export async function patiently<Value>(
  what: string,
  once: () => Promise<Value>,
  onAgain: () => void,
  isFinal = (error: unknown): boolean => error instanceof Refused,
): Promise<Value> {
  const until = Date.now() + patience
  for (;;) {
    try {
      return await once()
    } catch (error) {
      if (isFinal(error)) throw error
      if (Date.now() > until)
        throw new Error(`${what} did not come through in two minutes: ${String(error)}`, { cause: error })
      onAgain()
      await new Promise((wait) => setTimeout(wait, 100 + Math.random() * 300))
    }
  }
}

/** A frontend of the shop that does not give up: what is not answered is sent again, under the same key. */
export class Frontend {
  token: string | undefined
  /** How many calls had to be sent again. */
  again = 0

  /** `bearsKeys`: what is sent again is sent under the same Idempotency-Key; else as a page that was loaded anew sends it. */
  constructor(
    readonly url: string,
    private readonly bearsKeys: boolean,
  ) {}

  /** The same shopper in another tab. */
  tab(): Frontend {
    const other = new Frontend(this.url, this.bearsKeys)
    other.token = this.token
    return other
  }

  /** Throws Refused. */
  async ask<Data>(query: string, variables: object = {}): Promise<Data> {
    // a stranger's first write, by which they get their token, cannot bear a key
    const key = this.token && this.bearsKeys ? { 'idempotency-key': randomUUID() } : {}
    const what = /[a-z]+[A-Z]\w+/.exec(query)?.[0] ?? query
    return patiently(
      what,
      () => this.#once<Data>(query, variables, key),
      () => (this.again += 1),
    )
  }

  async #once<Data>(query: string, variables: object, key: object): Promise<Data> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'accept-language': 'en',
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
        ...key,
      },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(15_000),
    })
    this.token = response.headers.get('portico-token') ?? this.token
    const { data, errors } = (await response.json()) as Answer<Data>
    const [error] = errors ?? []
    if (!error && data) return data
    const { code = 'NONE', status = response.status } = error?.extensions ?? {}
    if (status >= 500 || status === 429 || code === 'IDEMPOTENCY_KEY_IN_USE')
      throw new Again(`${code}: ${error?.message}`)
    throw new Refused(code, error?.message ?? 'no data')
  }
}
