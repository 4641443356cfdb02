import type { Form } from '../server/form-body.ts'
import type { Metadata } from './resources.ts'
import { invalidRequest } from './problem.ts'

/** Since this version the requests of PaymentIntents have no `payment_method_types` (`allowed_payment_method_types` took its place). */
const WITHOUT_METHOD_TYPES = '2026-10-28'

/** Stripe's words about parameters of a request, each read under its own name and refused in Stripe's own words. */
export class Parameters {
  readonly form: Form

  constructor(form: unknown) {
    this.form = (form ?? {}) as Form
  }

  /** Refuses parameters that the endpoint does not have. */
  only(known: readonly string[], apiVersion: string): this {
    for (const name of Object.keys(this.form)) {
      if (known.includes(name) || name === 'expand' || name === 'key' || name === '_stripe_version') continue
      if (
        name === 'payment_method_types' &&
        apiVersion < WITHOUT_METHOD_TYPES &&
        known.includes('allowed_payment_method_types')
      )
        continue
      throw invalidRequest(
        name === 'payment_method_types'
          ? 'Received unknown parameter: payment_method_types. Did you mean allowed_payment_method_types?'
          : `Received unknown parameter: ${name}`,
        { code: 'parameter_unknown', param: name },
      )
    }
    return this
  }

  text(name: string): string | null {
    const value = this.form[name]
    if (value === undefined || value === '') return null
    if (typeof value !== 'string') throw invalidRequest(`Invalid string: ${JSON.stringify(value)}`, { param: name })
    return value
  }

  /** Whether it was sent at all; an empty value unsets a field. */
  has(name: string): boolean {
    return this.form[name] !== undefined
  }

  requiredText(name: string): string {
    const value = this.text(name)
    if (value === null)
      throw invalidRequest(`Missing required param: ${name}.`, { code: 'parameter_missing', param: name })
    return value
  }

  integer(name: string): number | null {
    const value = this.text(name)
    if (value === null) return null
    if (!/^-?\d{1,15}$/.test(value))
      throw invalidRequest(`Invalid integer: ${value}`, { code: 'parameter_invalid_integer', param: name })
    return Number(value)
  }

  /** A moment, or the bounds of a span of time: `created=1`, `created[gte]=1`. */
  bounds(name: string): { bound: string; value: number }[] {
    const given = this.form[name]
    if (given === undefined || given === '') return []
    const bounds = typeof given === 'string' ? { eq: given } : given
    return Object.entries(bounds).map(([bound, value]) => {
      const known = ['eq', 'gt', 'gte', 'lt', 'lte'].includes(bound)
      if (!known || typeof value !== 'string' || !/^\d{1,15}$/.test(value))
        throw invalidRequest(`Invalid timestamp: ${name}[${bound}] must be an integer Unix timestamp`, {
          code: 'parameter_invalid_integer',
          param: `${name}[${bound}]`,
        })
      return { bound, value: Number(value) }
    })
  }

  boolean(name: string): boolean | null {
    const value = this.text(name)
    if (value === null) return null
    if (value !== 'true' && value !== 'false') throw invalidRequest(`Invalid boolean: ${value}`, { param: name })
    return value === 'true'
  }

  oneOf(name: string, allowed: readonly string[]): string | null {
    const value = this.text(name)
    if (value === null) return null
    if (!allowed.includes(value))
      throw invalidRequest(`Invalid ${name}: must be one of ${allowed.slice(0, -1).join(', ')}, or ${allowed.at(-1)}`, {
        param: name,
      })
    return value
  }

  group(name: string): Form | null {
    const value = this.form[name]
    if (value === undefined || value === '') return null
    if (typeof value !== 'object' || Array.isArray(value)) throw invalidRequest(`Invalid object`, { param: name })
    return value
  }

  list(name: string): string[] | null {
    const value = this.form[name]
    if (value === undefined || value === '') return null
    return (Array.isArray(value) ? value : [value]).filter((item) => typeof item === 'string')
  }

  /** Metadata as it is after this request: keys are merged, an empty value removes one (docs.stripe.com/api/metadata). */
  metadata(before: Metadata): Metadata {
    if (this.form['metadata'] === '') return {}
    const after = { ...before }
    for (const [key, value] of Object.entries(this.group('metadata') ?? {})) {
      if (key.length > 40 || typeof value !== 'string' || value.length > 500)
        throw invalidRequest(`Metadata keys have up to 40 characters and values are strings of up to 500: ${key}`, {
          param: `metadata[${key}]`,
        })
      if (value === '') delete after[key]
      else after[key] = value
    }
    if (Object.keys(after).length > 50) throw invalidRequest('Metadata can have up to 50 keys.', { param: 'metadata' })
    return after
  }
}
