import type { Clock } from '../../kernel/clock.ts'

export interface IssuedToken {
  token: string
  lifetimeSeconds: number
}

/** A token is renewed this long before FedEx would refuse it, so that it does not expire on the way. */
const MARGIN_MS = 60_000

/**
 * Keeps one bearer token until shortly before it expires. FedEx blocks an address that asks for tokens too often, so however many
 * requests wait, one of them asks.
 */
export class TokenKeeper {
  #token: string | undefined
  #until = 0
  #asking: Promise<string> | undefined

  constructor(
    private readonly ask: () => Promise<IssuedToken>,
    private readonly clock: Clock,
  ) {}

  /** The token, asked for when there is none or it is about to expire. Throws what asking throws. */
  get(): Promise<string> {
    if (this.#token !== undefined && this.clock.now().getTime() < this.#until) return Promise.resolve(this.#token)
    this.#asking ??= this.#renew().finally(() => {
      this.#asking = undefined
    })
    return this.#asking
  }

  /** Says that FedEx refused this token. One that was renewed in the meantime is kept. */
  discard(token: string): void {
    if (this.#token === token) this.#token = undefined
  }

  async #renew(): Promise<string> {
    const { token, lifetimeSeconds } = await this.ask()
    const lifetime = lifetimeSeconds * 1000
    this.#until = this.clock.now().getTime() + Math.max(lifetime / 2, lifetime - MARGIN_MS)
    this.#token = token
    return token
  }
}
