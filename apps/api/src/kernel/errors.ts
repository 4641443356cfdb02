import { catalogue, type RefusalCode } from './catalogue.ts'

export type { RefusalCode } from './catalogue.ts'

type ParamNames<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParamNames<Rest>
  : never

/** What the sentence of a code needs to be filled in; more may be given, for machines. */
export type RefusalParams<Code extends RefusalCode> = Record<
  ParamNames<(typeof catalogue)[Code]['text']>,
  string | number
> &
  Record<string, unknown>

type Arguments<Code extends RefusalCode> = [ParamNames<(typeof catalogue)[Code]['text']>] extends [never]
  ? [params?: Record<string, unknown>, path?: string]
  : [params: RefusalParams<Code>, path?: string]

/**
 * A declared No of the business, with a stable code that clients may switch on. Everything else that is thrown is a fault.
 * `params` travel to the client as they are: put nothing private into them. `path` names the input field, as 'lines.0.quantity'.
 */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly status: number
  readonly params: Record<string, unknown>
  readonly path: string | undefined
  /** What the client can do about it. */
  readonly advice: string

  constructor(code: RefusalCode, params: Record<string, unknown> = {}, path?: string) {
    const entry = catalogue[code]
    super(fill(entry.text, params))
    this.name = 'Refusal'
    this.code = code
    this.status = entry.status
    this.params = params
    this.path = path
    this.advice = entry.advice
  }
}

/** `throw refuse('NOT_ENOUGH_STOCK', { sku, available, unit })`: an unknown code or a missing param is a compile error. */
export function refuse<Code extends RefusalCode>(code: Code, ...[params, path]: Arguments<Code>): Refusal {
  return new Refusal(code, params ?? {}, path)
}

/** Several problems of one input, told together (a form shows each at its field). The first gives code and status. */
export class Refusals extends Error {
  readonly refusals: readonly [Refusal, ...Refusal[]]

  constructor(refusals: readonly [Refusal, ...Refusal[]]) {
    super(refusals.map((refusal) => refusal.message).join(' '))
    this.name = 'Refusals'
    this.refusals = refusals
  }
}

/** The refusals inside whatever was thrown; none for a fault. */
export function refusalsOf(thrown: unknown): readonly Refusal[] {
  if (thrown instanceof Refusal) return [thrown]
  if (thrown instanceof Refusals) return thrown.refusals
  return []
}

/** After how many seconds it is worth trying again (RFC 9110, 10.2.3); undefined where nothing is to be waited for. */
export function secondsToWait({ code, params }: Pick<Refusal, 'code' | 'params'>): number | undefined {
  const waits = code === 'RATE_LIMITED' || code === 'IDEMPOTENCY_KEY_IN_USE'
  return waits && typeof params.seconds === 'number' ? params.seconds : undefined
}

/** Whether a string is a code of the catalogue (declared refusals of the model are held against this). */
export function isRefusalCode(code: string): code is RefusalCode {
  return Object.hasOwn(catalogue, code)
}

function fill(text: string, params: Record<string, unknown>): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name]
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '?'
  })
}
