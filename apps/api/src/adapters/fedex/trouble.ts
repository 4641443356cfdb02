/** One error of FedEx's envelope. */
export interface FedexError {
  code: string
  message: string
}

/**
 * `refused`: FedEx understood and said no (an address, a limit). `credentials`: keys, account or permissions. `outage`: no answer,
 * too late, 429, 5xx or something that is not FedEx's answer.
 */
export type TroubleKind = 'refused' | 'credentials' | 'outage'

/** Why a call to FedEx brought no answer. It stays inside the adapter: the port answers outages as values. */
export class FedexTrouble extends Error {
  override name = 'FedexTrouble'

  constructor(
    readonly kind: TroubleKind,
    readonly reason: string,
    readonly details: {
      status?: number
      errors?: readonly FedexError[]
      transactionId?: string
      retryAfterMs?: number
      /** FedEx has surely not been asked: there was no token, or no connection. */
      unasked?: boolean
      cause?: unknown
    } = {},
  ) {
    super(reason, { cause: details.cause })
  }

  /** Whether the same request may well succeed a moment later. */
  get passing(): boolean {
    return this.kind === 'outage'
  }

  /** Whether FedEx may have done what it was asked, though there is no answer. A 429 is said before anything is done. */
  get perhapsDone(): boolean {
    return this.kind === 'outage' && this.details.status !== 429 && this.details.unasked !== true
  }
}

const kindOf = (status: number): TroubleKind => {
  if (status === 401 || status === 403) return 'credentials'
  return status === 408 || status === 429 || status >= 500 ? 'outage' : 'refused'
}

/**
 * Reads an answer that is not 2xx. FedEx's envelope is `{transactionId, errors: [{code, message}]}`; its gateway also answers
 * `{error_description}` for a token it cannot read, and HTML when it is down.
 */
export function readTrouble(status: number, text: string, headers: Headers, transactionId: string): FedexTrouble {
  const errors = errorsIn(text)
  const said =
    errors.map((error) => `${error.code}: ${error.message}`).join('; ') || 'an answer without FedEx’s error list'
  const seconds = Number(headers.get('retry-after') ?? Number.NaN)
  return new FedexTrouble(kindOf(status), `FedEx answered ${status}: ${said}`.slice(0, 500), {
    status,
    errors,
    transactionId,
    ...(Number.isFinite(seconds) && seconds >= 0 ? { retryAfterMs: seconds * 1000 } : {}),
  })
}

function errorsIn(text: string): FedexError[] {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return []
  }
  if (typeof body !== 'object' || body === null) return []
  if ('errors' in body && Array.isArray(body.errors)) {
    return body.errors
      .filter((error): error is Record<string, unknown> => typeof error === 'object' && error !== null)
      .map((error) => ({ code: asText(error['code']), message: asText(error['message']) }))
  }
  const described = 'error_description' in body ? asText(body.error_description) : ''
  return described ? [{ code: 'GATEWAY', message: described }] : []
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : '')
