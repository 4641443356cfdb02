/// <reference lib="dom" />
import type { PaymentIntent } from '../resources.ts'

/** An error as Stripe.js hands it to the page. */
export interface ClientError {
  type: string
  code?: string
  decline_code?: string
  message: string
  payment_intent?: PaymentIntent
  [other: string]: unknown
}

export interface Nested {
  [key: string]: string | number | boolean | null | undefined | Nested
}

const OWN_PATH = /\/(v3\/?|[a-z0-9]+\/stripe\.js)(\?.*)?$/

/** The address that this script was loaded from; read while it runs for the first time. */
function ownOrigin(): string {
  const current = document.currentScript as HTMLScriptElement | null
  const scripts = [...document.querySelectorAll<HTMLScriptElement>('script[src]')]
  const own = current?.src ?? scripts.find((script) => OWN_PATH.test(script.src))?.src ?? location.href
  return new URL(own).origin
}

export const ORIGIN = ownOrigin()

function encode(form: URLSearchParams, value: Nested, prefix: string): URLSearchParams {
  for (const [key, inner] of Object.entries(value)) {
    const name = prefix ? `${prefix}[${key}]` : key
    if (inner === null || inner === undefined) continue
    if (typeof inner === 'object') encode(form, inner, name)
    else form.append(name, String(inner))
  }
  return form
}

const TIMEOUT_MS = 30_000

/** Calls the API that the script belongs to, with the publishable key. Never throws: a broken line is an `api_connection_error`. */
export async function call<T>(
  key: string,
  method: 'GET' | 'POST',
  path: string,
  parameters: Nested,
): Promise<{ ok: true; value: T } | { ok: false; error: ClientError }> {
  const form = encode(new URLSearchParams(), parameters, '')
  const url = `${ORIGIN}${path}${method === 'GET' && form.size > 0 ? `?${form}` : ''}`
  try {
    const answer = await fetch(url, {
      method,
      headers: { authorization: `Bearer ${key}` },
      ...(method === 'POST' ? { body: form } : {}),
      credentials: 'omit',
      referrerPolicy: 'origin',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    const body = (await answer.json()) as T & { error?: ClientError }
    return answer.ok ? { ok: true, value: body } : { ok: false, error: body.error ?? unknownError() }
  } catch {
    return { ok: false, error: { type: 'api_connection_error', code: 'api_connection_error', message: '' } }
  }
}

const unknownError = (): ClientError => ({ type: 'api_error', message: '' })

/** `pi_…_secret_…` → `pi_…`. Throws what Stripe.js throws when the text is something else. */
export function intentOf(clientSecret: string): string {
  const id = /^(pi_\w+?)_secret_\w+$/.exec(clientSecret)?.[1]
  if (!id)
    throw integrationError(
      `Invalid value for clientSecret: it should be a PaymentIntent's client secret, pi_…_secret_….`,
    )
  return id
}

/** `seti_…_secret_…` → `seti_…`; throws as `intentOf`. */
export function setupOf(clientSecret: string): string {
  const id = /^(seti_\w+?)_secret_\w+$/.exec(clientSecret)?.[1]
  if (!id)
    throw integrationError(
      `Invalid value for clientSecret: it should be a SetupIntent's client secret, seti_…_secret_….`,
    )
  return id
}

/** A mistake in the page's code, not in what the shopper did. */
export function integrationError(message: string): Error {
  const error = new Error(message)
  error.name = 'IntegrationError'
  return error
}
