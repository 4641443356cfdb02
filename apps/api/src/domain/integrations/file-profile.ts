import type { Entity, Model } from '@portico/schema'
import { mappedPlace } from '@portico/schema/projections/files'
import type { Change } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import type { ColumnMapping } from '../../kernel/contract.ts'
import { refuse, Refusals, type Refusal } from '../../kernel/errors.ts'
import { isDataPath } from '../../kernel/object-paths.ts'

const dateSigns = new Set(['yyyy', 'yy', 'MM', 'M', 'dd', 'd', 'HH', 'H', 'mm', 'm', 'ss', 's', 'SSS'])

/** What is wrong with a pattern of days, as the rest of a sentence; undefined: nothing. Letters in apostrophes stand for themselves. */
export function dateFormatProblem(format: string): string | undefined {
  const signs = format.replace(/'[^']*'/g, ' ').match(/([A-Za-z])\1*/g) ?? []
  const unknown = signs.find((sign) => !dateSigns.has(sign))
  if (unknown) return `holds "${unknown}", which is none of ${[...dateSigns].join(', ')}`
  const whole = [/^y/, /^M/, /^d/].every((one) => signs.filter((sign) => one.test(sign)).length === 1)
  return whole ? undefined : 'needs a year (yyyy), a month (MM) and a day (dd), each of them once'
}

/** An entity by whose layout files are read or written, in a model that knows it: see `actionRows`. */
export interface LaidOut {
  model: Model
  entity: Entity
}

/** What is wrong with mappings by themselves, and with those that name no column of an entity whose files are read by them. */
export function mappingRefusals(columns: readonly ColumnMapping[], laidOut: readonly LaidOut[]): Refusal[] {
  return columns.flatMap((mapping, at) => {
    const path = `columns.${at}`
    const wrong = (member: string, problem: string) =>
      refuse('FIELD_INVALID', { field: `${path}.${member}`, problem }, `${path}.${member}`)
    const { field, column, constant, fallback, factor, values, lookup } = mapping
    const unknown = laidOut.find(({ model, entity }) => !mappedPlace(model, entity, mapping))?.entity.name
    return [
      ...(unknown
        ? [wrong('field', `"${field}" is no column of ${unknown}; see contracts/files/${unknown.split('.')[0]}.json`)]
        : []),
      ...(column == null && constant == null && fallback == null
        ? [wrong('column', 'is missing, and there is no constant')]
        : []),
      ...(column != null && !isDataPath(column.split('.'))
        ? [wrong('column', 'names what every object has by itself: choose another name')]
        : []),
      ...(factor != null && Number(factor) === 0 ? [wrong('factor', 'is 0')] : []),
      ...(lookup != null && !/^[A-Za-z0-9._-]+$/.test(lookup) ? [wrong('lookup', 'is no code of a system')] : []),
      ...(values != null && !isWords(values) ? [wrong('values', 'is no object of words: {"ST": "piece"}')] : []),
    ]
  })
}

const isWords = (values: unknown): boolean =>
  typeof values === 'object' &&
  !Array.isArray(values) &&
  Object.values(values as object).every((word) => ['string', 'number', 'boolean'].includes(typeof word))

/** A profile fits the entities whose files are read and written by it, and its signs can be told apart. */
export async function guardFileProfile(
  { deed, id, given }: Change,
  laidOut: readonly LaidOut[],
  ctx: Ctx,
): Promise<void> {
  if (deed === 'delete') return
  const now = deed === 'update' ? await profileOf(id, ctx) : undefined
  const profile = { ...now, ...given } as Partial<NonNullable<typeof now>>
  const refusals: Refusal[] = []
  const refused = (field: string, problem: string) => refusals.push(refuse('FIELD_INVALID', { field, problem }, field))
  const format = profile.dateFormat === undefined ? undefined : dateFormatProblem(profile.dateFormat)
  if (format) refused('dateFormat', format)
  const { decimalSign = 'point', groupSign = 'none', delimiter = ',', quote = '"' } = profile
  if (decimalSign === groupSign) refused('groupSign', 'is the decimal sign')
  if (delimiter === quote) refused('quote', 'is the delimiter')
  const columns = (given['columns'] ?? []) as ColumnMapping[]
  if (columns.length > 0) refusals.push(...mappingRefusals(columns, laidOut))
  const [first, ...more] = refusals
  if (first) throw new Refusals([first, ...more])
}

const profileOf = (id: string, ctx: Ctx) =>
  ctx.db
    .selectFrom('fileProfiles')
    .select(['dateFormat', 'decimalSign', 'groupSign', 'delimiter', 'quote'])
    .where('id', '=', id)
    .executeTakeFirst()
