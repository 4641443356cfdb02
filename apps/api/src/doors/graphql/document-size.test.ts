import { parse } from 'graphql'
import { expect, it } from 'vitest'
import { fieldsOf } from './document-size.ts'

it('counts the fields below fields, and those of a fragment as often as it is spread', () => {
  expect(fieldsOf(parse('{ a { b c } d }'))).toBe(4)
  expect(fieldsOf(parse('{ one: a { ...F } two: a { ...F } } fragment F on A { b { c } ... on A { d } }'))).toBe(8)
})

it('counts fragments that spread fragments without walking each of their ways', () => {
  const levels = Array.from({ length: 40 }, (_, at) => `fragment F${at} on A { ...F${at + 1} ...F${at + 1} }`)
  expect(fieldsOf(parse(`{ a { ...F0 } } ${levels.join(' ')} fragment F40 on A { b }`))).toBe(1 + 2 ** 40)
})

it('ends at fragments that spread each other', () => {
  expect(fieldsOf(parse('{ ...F } fragment F on A { a ...G } fragment G on A { b ...F }'))).toBe(2)
})
