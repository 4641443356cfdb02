import type { FastifyRequest } from 'fastify'

export interface Call {
  at: string
  method: string
  path: string
  status: number
  idempotencyKey: string | null
  body: unknown
}

const KEPT = 500

/** The last calls that the stand-in answered, for tests that ask what was sent. Credentials are not kept. */
export class CallJournal {
  #calls: Call[] = []

  write(request: FastifyRequest, status: number): void {
    this.#calls.push({
      at: new Date().toISOString(),
      method: request.method,
      path: request.url,
      status,
      idempotencyKey: request.headers['idempotency-key']?.toString() ?? null,
      body: withoutSecrets(request.body),
    })
    if (this.#calls.length > KEPT) this.#calls.shift()
  }

  list(): readonly Call[] {
    return this.#calls
  }

  clear(): void {
    this.#calls = []
  }
}

const SECRET = /^(key|client_secret|child_secret|number|cvc)$/i

function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, SECRET.test(key) ? '(hidden)' : withoutSecrets(inner)]),
  )
}
