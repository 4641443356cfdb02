import { randomBytes } from 'node:crypto'
import { badCredentials, failure } from './errors.ts'

export interface Credentials {
  clientId: string
  clientSecret: string
  accountNumber: string
}

export interface TokenReply {
  access_token: string
  token_type: 'bearer'
  expires_in: number
  scope: 'CXS'
}

/** The bearer tokens that were given out and until when they hold. */
export class TokenDesk {
  #untilByToken = new Map<string, number>()
  #issued = 0

  constructor(
    private readonly credentials: Credentials,
    private readonly lifetimeSeconds: number,
    private readonly now: () => Date,
  ) {}

  /** How many tokens were given out since the start. */
  get issued(): number {
    return this.#issued
  }

  /** Answers `POST /oauth/token`. Throws FedEx's 401 for credentials that are not ours. */
  issue(form: Record<string, unknown>): TokenReply {
    const grant = form['grant_type']
    const asChild = grant === 'csp_credentials' || grant === 'client_pc_credentials'
    if (grant !== 'client_credentials' && !asChild) throw badCredentials()
    if (form['client_id'] !== this.credentials.clientId || form['client_secret'] !== this.credentials.clientSecret)
      throw badCredentials()
    if (asChild && (!form['child_Key'] || !form['child_secret'])) throw badCredentials()
    const token = randomBytes(24).toString('base64url')
    this.#untilByToken.set(token, this.now().getTime() + this.lifetimeSeconds * 1000)
    this.#issued += 1
    return { access_token: token, token_type: 'bearer', expires_in: this.lifetimeSeconds, scope: 'CXS' }
  }

  /** Lets a request pass, or throws FedEx's 401. */
  check(authorization: string | undefined): void {
    const token = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1]
    const until = token ? this.#untilByToken.get(token) : undefined
    if (until !== undefined && until > this.now().getTime()) return
    throw failure(401, 'NOT.AUTHORIZED.ERROR', 'Access token expired. Please modify your request and try again.')
  }

  /** Makes every token expire at once. */
  expireAll(): void {
    this.#untilByToken.clear()
  }

  reset(): void {
    this.expireAll()
    this.#issued = 0
  }
}
