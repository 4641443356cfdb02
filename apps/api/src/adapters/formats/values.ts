import {
  cellReader,
  inOurUnit,
  isNumber,
  memberReader,
  numberReader,
  ours,
  Wrong,
  type CellReader,
  type Notation,
} from './cells.ts'
import type { FileProfileSaid } from '../../domain/integrations/port.ts'
import { guardedFormula } from '../../kernel/formulas.ts'
import type { Source } from './sources.ts'

/** What a cell says: a value, null for “emptied”, undefined for “nothing”, or what is wrong with it. `typed`: it is written as we write values. */
export type Said = (cell: string, typed: boolean) => unknown

/** How the value of a source is found: constant, our word for the file's, fallback, unit, and the reader of its kind. */
export function saidBy(source: Source, profile: FileProfileSaid, seen: { nul: boolean }): Said {
  const { place, mapping, index } = source
  const { field } = place
  const [theirs, own] = [readerOf(source, profile), readerOf(source, ours)]
  const emptied = emptiedTo(source, profile)
  const inOurWords = (text: string) => (text === '' ? emptied : own(text))
  if (index === undefined) {
    const value = inOurWords(mapping?.constant ?? mapping?.fallback ?? '')
    return () => value
  }
  const values = mapping?.values
    ? new Map(Object.entries(mapping.values).map(([from, to]) => [from, String(to)]))
    : undefined
  const nothing = inOurWords(values?.get('') || mapping?.fallback || '')
  const other = mapping?.otherValues ?? 'keep'
  const unit = mapping?.factor && isNumber(field) ? unitReader(mapping.factor, profile, source) : undefined
  const typedUnit = mapping?.factor && isNumber(field) ? unitReader(mapping.factor, ours, source) : undefined
  const isText = place.part !== 'member' && (field.kind === 'text' || field.kind === 'longText')
  const guarded = profile.guardFormulas && (isText || place.part === 'member')

  return (cell, typed) => {
    const text = cell.trim()
    if (text === '') return nothing
    if (seen.nul && cell.includes('\u0000')) return new Wrong('holds a NUL character', 'Take it out of the file.')
    const word = values?.get(text)
    if (word !== undefined) return inOurWords(word)
    if (values && other === 'empty') return nothing
    if (values && other === 'refuse')
      return new Wrong(
        `is none of ${[...values.keys()].slice(0, 20).join(', ')}`,
        'Correct the word in the file, or add it to the values of the profile’s mapping.',
      )
    if (unit && typedUnit) return (typed ? typedUnit : unit)(text)
    const whole = isText ? cell : text
    return (typed ? own : theirs)(guarded && guardedFormula.test(whole) ? whole.slice(1) : whole)
  }
}

const readerOf = ({ place }: Source, notation: Notation): CellReader =>
  place.part === 'member' ? memberReader(notation) : cellReader(place.field, notation)

/** What an empty cell makes of a field: nothing; or null, no item, or the default where there must be a value. */
function emptiedTo({ place: { field, role, part, child } }: Source, { emptyMeans }: FileProfileSaid): unknown {
  if (emptyMeans === 'unchanged' || role !== 'value' || child?.each) return undefined
  if (field.optional || part) return null
  return field.kind === 'textList' ? [] : (field.default ?? null)
}

function unitReader(factor: string, notation: Notation, { place: { field } }: Source): CellReader {
  const read = numberReader(notation)
  return (text) => {
    const number = read(text)
    if (number instanceof Wrong) return number
    const ourNumber = inOurUnit(number, factor, field)
    return field.kind === 'integer' ? Number(ourNumber) : ourNumber
  }
}
