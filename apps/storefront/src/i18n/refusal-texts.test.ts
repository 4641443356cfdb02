import { buildSchema, Kind, parse, type GraphQLObjectType } from 'graphql'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import de from '../../messages/de.json' with { type: 'json' }
import en from '../../messages/en.json' with { type: 'json' }
import { codedSentence } from './coded-sentence.ts'

const here = import.meta.dirname
const schema = buildSchema(readFileSync(join(here, '../../../../contracts/graphql/storefront.graphql'), 'utf8'))
const operations = join(here, '../lib/shop/operations')

/** The codes with which one of the shop's own operations may be refused, by the promise in the contract. */
function declared(): Map<string, string> {
  const codes = new Map<string, string>()
  for (const file of readdirSync(operations))
    for (const definition of parse(readFileSync(join(operations, file), 'utf8')).definitions) {
      if (definition.kind !== Kind.OPERATION_DEFINITION) continue
      const root = schema.getRootType(definition.operation) as GraphQLObjectType
      for (const selection of definition.selectionSet.selections) {
        if (selection.kind !== Kind.FIELD) continue
        const promise = root.getFields()[selection.name.value]?.description?.split('Refuses with: ')[1] ?? ''
        for (const [code] of promise.matchAll(/[A-Z][A-Z_]+/g)) codes.set(code, selection.name.value)
      }
    }
  return codes
}

/** What any call may be refused with. */
const allCalls = [
  'FIELD_REQUIRED',
  'FIELD_INVALID',
  'FIELD_TOO_LONG',
  'FIELD_UNKNOWN',
  'NOT_FOUND',
  'CONFLICT',
  'RATE_LIMITED',
  'SIGN_IN_REQUIRED',
  'SESSION_REQUIRED',
  'SESSION_EXPIRED',
  'SESSION_INVALID',
  'QUERY_INVALID',
  'BODY_INVALID',
  'REQUEST_TOO_LARGE',
  'TOOK_TOO_LONG',
]

/** What a step of the checkout may lack. */
const lacks = [
  'EMAIL_MISSING',
  'SHIPPING_ADDRESS_MISSING',
  'SHIPPING_METHOD_MISSING',
  'SHIPPING_METHOD_OUTDATED',
  'BILLING_ADDRESS_MISSING',
  'PAYMENT_METHOD_MISSING',
  'CART_EMPTY',
  'CART_PROBLEMS',
]

it('reads the codes out of the contract', () => {
  expect(declared().get('COUNTRY_NOT_SERVED')).toBe('checkoutSetShippingAddress')
  expect(declared().size).toBeGreaterThan(25)
})

it.each([
  ['English', en.refusals],
  ['German', de.refusals],
])('has a text in %s for every code that the shop can meet', (_language, texts) => {
  const missing = [...declared().keys(), ...allCalls, ...lacks].filter((code) => !(code in texts))
  expect(missing).toEqual([])
})

it.each([
  ['en' as const, en.refusals],
  ['de' as const, de.refusals],
])('says in %s a sentence of its own for every code, filled with what the API tells', (locale, texts) => {
  const told = { code: 'SUN10', sku: 'LH-HL2', available: '2', minimum: '5', maximum: '10', max: 200, currency: 'EUR' }
  const general = (code: string) => texts.REFUSED.replace('{code}', code)
  const codes = [...declared().keys(), ...allCalls, ...lacks]
  const unsaid = codes.filter((code) => codedSentence(locale, texts, code, told) === general(code))
  expect(unsaid).toEqual([])
})

it('leaves no hole that the API does not fill', () => {
  const refusals = readFileSync(join(here, '../../../../docs/refusals.md'), 'utf8')
  const filled = new Map(
    [...refusals.matchAll(/^\| `(\w+)` \| \d+ \| (.*?) \|/gm)].map(([, code, says]) => [code, says]),
  )
  const empty = Object.entries(de.refusals).flatMap(([code, text]) =>
    [...text.matchAll(/\{\w+\}/g)]
      .filter(([hole]) => filled.has(code) && !filled.get(code)?.includes(hole))
      .map(([hole]) => `${code} ${hole}`),
  )
  expect(filled.size).toBeGreaterThan(50)
  expect(empty).toEqual([])
})

it('fills the same holes in both languages', () => {
  const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()
  for (const code of Object.keys(en.refusals) as (keyof typeof en.refusals)[])
    expect(holes(de.refusals[code]), code).toEqual(holes(en.refusals[code]))
})
