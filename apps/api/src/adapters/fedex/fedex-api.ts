import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '../../kernel/clock.ts'
import type { Ids } from '../../kernel/ids.ts'
import { CircuitBreaker } from './circuit-breaker.ts'
import { TokenKeeper, type IssuedToken } from './token-keeper.ts'
import { FedexTrouble, readTrouble } from './trouble.ts'

export interface FedexApiSettings {
  baseUrl: string
  clientId: string
  clientSecret: string
  /** Longest wait for one answer, milliseconds. */
  timeoutMs: number
  /** Longest wait for all tries of one call together, milliseconds. */
  budgetMs: number
  /** Wait before the first retry; it doubles with each further one. */
  firstPauseMs: number
}

const MAX_RETRIES = 3

/** How a call is made. */
export interface CallLimits {
  method?: 'POST' | 'PUT'
  /** Narrower or wider waits than the settings'. */
  budgetMs?: number
  timeoutMs?: number
  /** It must not be done twice: it is tried again only where FedEx has surely not done it. */
  once?: boolean
}

interface Call extends Required<CallLimits> {
  path: string
  body: unknown
  transactionId: string
  deadline: number
}

/** Before a connection stood, nothing was said. */
const UNCONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT', 'ENETUNREACH'])

/**
 * FedEx's REST API by plain fetch: one token for all calls, renewed once on a 401; 429, 5xx and broken connections are tried again
 * with growing pauses inside the budget (`once`: only where that is safe); a provider that keeps failing is left alone.
 * Throws FedexTrouble and nothing else.
 */
export class FedexApi {
  readonly #tokens: TokenKeeper
  readonly #breaker: CircuitBreaker

  constructor(
    private readonly settings: FedexApiSettings,
    clock: Clock,
    private readonly ids: Ids,
  ) {
    this.#tokens = new TokenKeeper(() => this.#askToken(), clock)
    this.#breaker = new CircuitBreaker(clock)
  }

  /** Sends JSON and answers the parsed body with the transaction id that FedEx knows the call by. */
  async send(path: string, body: unknown, limits: CallLimits = {}): Promise<{ body: unknown; transactionId: string }> {
    if (!this.#breaker.admits())
      throw new FedexTrouble(
        'outage',
        'FedEx did not answer several times in a row and is left alone for some seconds',
        { unasked: true },
      )
    try {
      const answer = await this.#persist(path, body, limits)
      this.#breaker.succeeded()
      return answer
    } catch (error) {
      if (error instanceof FedexTrouble && !error.passing) this.#breaker.succeeded()
      else this.#breaker.failed()
      throw error
    }
  }

  /** Asks for a token and nothing else. */
  async signIn(): Promise<void> {
    await this.#tokens.get()
  }

  async #persist(
    path: string,
    body: unknown,
    {
      method = 'POST',
      budgetMs = this.settings.budgetMs,
      timeoutMs = this.settings.timeoutMs,
      once = false,
    }: CallLimits,
  ): Promise<{ body: unknown; transactionId: string }> {
    const deadline = performance.now() + budgetMs
    const transactionId = this.ids.next()
    const call: Call = { path, body, method, budgetMs, timeoutMs, once, transactionId, deadline }
    for (let retries = 0; ; retries += 1) {
      try {
        return { body: await this.#withToken(call), transactionId }
      } catch (error) {
        const trouble =
          error instanceof FedexTrouble
            ? error
            : new FedexTrouble('outage', String(error), { transactionId, cause: error })
        const pause = trouble.details.retryAfterMs ?? this.settings.firstPauseMs * 2 ** retries
        const again = trouble.passing && !(once && trouble.perhapsDone)
        if (!again || retries >= MAX_RETRIES || performance.now() + pause >= deadline) throw trouble
        await sleep(pause)
      }
    }
  }

  async #withToken(call: Call): Promise<unknown> {
    const send = (token: string): Promise<unknown> =>
      this.#fetch(call, {
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'x-locale': 'en_US',
          'x-customer-transaction-id': call.transactionId,
        },
        body: JSON.stringify(call.body),
      })
    const token = await this.#token()
    try {
      return await send(token)
    } catch (error) {
      if (!(error instanceof FedexTrouble) || error.details.status !== 401) throw error
      this.#tokens.discard(token)
      return send(await this.#token())
    }
  }

  /** Without a token nothing else is asked. */
  async #token(): Promise<string> {
    try {
      return await this.#tokens.get()
    } catch (error) {
      if (!(error instanceof FedexTrouble)) throw error
      throw new FedexTrouble(error.kind, error.reason, { ...error.details, unasked: true })
    }
  }

  async #askToken(): Promise<IssuedToken> {
    const { clientId, clientSecret, timeoutMs } = this.settings
    const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }
    const deadline = performance.now() + timeoutMs
    const answer = await this.#fetch(
      { path: '/oauth/token', method: 'POST', transactionId: 'token', timeoutMs, deadline },
      { body: new URLSearchParams(form) },
    )
    const token =
      typeof answer === 'object' && answer !== null && 'access_token' in answer ? answer.access_token : undefined
    if (typeof token !== 'string' || token === '')
      throw new FedexTrouble('outage', 'FedEx answered the request for a token without a token')
    const lifetime =
      typeof answer === 'object' && answer !== null && 'expires_in' in answer ? Number(answer.expires_in) : Number.NaN
    return { token, lifetimeSeconds: lifetime > 0 ? lifetime : 3600 }
  }

  /** One exchange. The body is read inside the time limit too. */
  async #fetch(
    { path, method, transactionId, timeoutMs, deadline }: Omit<Call, 'body' | 'budgetMs' | 'once'>,
    init: RequestInit,
  ): Promise<unknown> {
    const patience = Math.ceil(Math.max(1, Math.min(timeoutMs, deadline - performance.now())))
    let answer: Response
    let text: string
    try {
      // A redirect would carry the keys elsewhere.
      answer = await fetch(`${this.settings.baseUrl}${path}`, {
        ...init,
        method,
        redirect: 'error',
        signal: AbortSignal.timeout(patience),
      })
      text = await answer.text()
    } catch (error) {
      const late = error instanceof Error && error.name === 'TimeoutError'
      const reason = late
        ? `FedEx did not answer ${path} within ${patience} ms`
        : `The connection to FedEx failed at ${path}`
      throw new FedexTrouble('outage', reason, { transactionId, unasked: isUnconnected(error), cause: error })
    }
    if (!answer.ok) throw readTrouble(answer.status, text, answer.headers, transactionId)
    try {
      return JSON.parse(text) as unknown
    } catch (error) {
      throw new FedexTrouble('outage', `FedEx answered ${path} with something that is no JSON`, {
        status: answer.status,
        transactionId,
        cause: error,
      })
    }
  }
}

/** fetch has the system's word one level down. */
function isUnconnected(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Error && 'code' in cause && UNCONNECTED.has(String(cause.code))
}
