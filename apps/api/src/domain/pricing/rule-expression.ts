import { Environment, type ASTNode } from '@marcbachmann/cel-js'
import { Decimal } from '../../kernel/decimal.ts'
import { weightOf, type Purchase } from './purchase.ts'

/**
 * Conditions of rules in the Common Expression Language (https://cel.dev), of which what may be costly is left out: no regular expressions (`matches` is
 * JavaScript's here, which can be made to search for hours), no loop within a loop, and no more than `LIMITS`. What is left costs at most lines × nodes.
 */

/** CEL knows no decimals: amounts and weights are a type of their own, compared with literals as they are written, never as floats. */
class Exact {
  constructor(readonly value: Decimal) {}
}

const LIMITS = { maxAstNodes: 200, maxDepth: 24, maxListElements: 100, maxMapEntries: 10, maxCallArguments: 8 }

const exact = (value: unknown): Decimal =>
  value instanceof Exact ? value.value : new Decimal(typeof value === 'bigint' ? value.toString() : (value as number))

function language(): Environment {
  const cel = new Environment({ limits: LIMITS })
  cel.registerType('decimal', { ctor: Exact, fields: {} })
  const compared: Record<string, (a: Decimal, b: Decimal) => boolean> = {
    '<': (a, b) => a.lessThan(b),
    '<=': (a, b) => a.lessThanOrEqualTo(b),
    '>': (a, b) => a.greaterThan(b),
    '>=': (a, b) => a.greaterThanOrEqualTo(b),
  }
  const worked: Record<string, (a: Decimal, b: Decimal) => Decimal> = {
    '+': (a, b) => a.plus(b),
    '-': (a, b) => a.minus(b),
    '*': (a, b) => a.times(b),
  }
  for (const other of ['decimal', 'int', 'double']) {
    cel.registerOperator(`decimal == ${other}`, (a: unknown, b: unknown) => exact(a).equals(exact(b)))
    for (const [one, another] of other === 'decimal'
      ? [['decimal', 'decimal']]
      : [
          ['decimal', other],
          [other, 'decimal'],
        ]) {
      for (const [sign, judge] of Object.entries(compared))
        cel.registerOperator(`${one} ${sign} ${another}`, (a: unknown, b: unknown) => judge(exact(a), exact(b)))
      for (const [sign, work] of Object.entries(worked))
        cel.registerOperator(
          `${one} ${sign} ${another}: decimal`,
          (a: unknown, b: unknown) => new Exact(work(exact(a), exact(b))),
        )
    }
  }
  cel.registerType('line', {
    fields: { sku: 'string', quantity: 'decimal', weight: 'decimal', weightKnown: 'bool', total: 'decimal' },
  })
  for (const [name, type] of Object.entries(VARIABLES)) cel.registerVariable(name, type)
  return cel
}

/** What an expression can ask for; texts that are not known are empty, weights of goods without one are 0. */
const VARIABLES = {
  country: 'string',
  region: 'string',
  postalCode: 'string',
  currency: 'string',
  subtotal: 'decimal',
  weight: 'decimal',
  weightKnown: 'bool',
  customer: 'string',
  customerGroup: 'string',
  lines: 'list<line>',
} as const

const cel = language()

const LOOPS = new Set(['all', 'exists', 'exists_one', 'map', 'filter'])

/** What an expression holds that it must not; undefined where nothing is. */
function costly(node: unknown, inLoop: boolean): string | undefined {
  if (Array.isArray(node)) {
    for (const one of node) {
      const found = costly(one, inLoop)
      if (found) return found
    }
    return undefined
  }
  if (typeof node !== 'object' || node === null || !('op' in node)) return undefined
  const { op, args } = node as ASTNode
  const called = op === 'call' || op === 'rcall' ? args[0] : ''
  if (called === 'matches') return 'asks for a regular expression (matches), which rules do not have'
  const loop = op === 'rcall' && LOOPS.has(called)
  if (loop && inLoop) return 'has a loop within a loop'
  return costly(args, inLoop || loop)
}

/** What is wrong with an expression, in English, as its writer is told; undefined where nothing is. */
export function expressionProblem(expression: string): string | undefined {
  const { valid, type, error } = cel.check(expression)
  if (!valid) return `cannot be read: ${(error?.message ?? 'it is no expression').split('\n')[0]!}`
  if (type !== 'bool') return `is no condition: it comes to ${type}, not to bool`
  return costly(cel.parse(expression).ast, false)
}

const KEPT = 500
const compiled = new Map<string, ReturnType<Environment['parse']>>()

function compile(expression: string) {
  const known = compiled.get(expression)
  if (known) return known
  const made = cel.parse(expression)
  if (compiled.size >= KEPT) compiled.delete(compiled.keys().next().value!)
  compiled.set(expression, made)
  return made
}

/** Whether an expression holds for a purchase. One that cannot be worked out (a line that is not there, a division by zero) does not. */
export function expressionHolds(expression: string, purchase: Purchase): boolean {
  const weight = weightOf(purchase)
  try {
    return (
      compile(expression)({
        country: purchase.countryCode,
        region: purchase.region ?? '',
        postalCode: purchase.postalCode ?? '',
        currency: purchase.subtotal.currency,
        subtotal: new Exact(purchase.subtotal.amount),
        weight: new Exact(weight.known),
        weightKnown: weight.whole,
        customer: purchase.buyer.number ?? '',
        customerGroup: purchase.buyer.group ?? '',
        lines: purchase.goods.map(({ sku, quantity, weightKg, rowTotal }) => ({
          sku,
          quantity: new Exact(new Decimal(quantity)),
          weight: new Exact(new Decimal(weightKg ?? 0).times(quantity)),
          weightKnown: weightKg !== null,
          total: new Exact(new Decimal(rowTotal.amount)),
        })),
      }) === true
    )
  } catch {
    return false
  }
}
