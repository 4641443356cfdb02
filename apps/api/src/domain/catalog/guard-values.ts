import { isDeepStrictEqual } from 'node:util'
import type { AttributeType } from '../../kernel/contract.ts'
import type { Change, ManyGuard } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { sql } from '../../kernel/db.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { refuse, type Refusal } from '../../kernel/errors.ts'

interface Product {
  id: string
  familyId: string | null
  attributeValues: Record<string, unknown>
  minimumQuantity: string | null
  maximumQuantity: string | null
}

interface Attribute {
  type: AttributeType
  /** Of the options that are named, those that there are. */
  options: readonly string[]
  /** Of the families that are spoken of, those that have it. */
  families: readonly string[]
}

const invalid = (field: string, problem: string) => refuse('FIELD_INVALID', { field, problem }, field)
const isDocument = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

async function productsNow(changes: readonly Change[], ctx: Ctx): Promise<ReadonlyMap<string, Product>> {
  const ids = changes.flatMap(({ deed, id }) => (deed === 'update' ? [id] : []))
  if (ids.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('products')
    .select(['id', 'familyId', 'attributeValues', 'minimumQuantity', 'maximumQuantity'])
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.id, row as Product]))
}

/** What is said of attributes by a change: what stands there already is not judged again, unless the family is another one. */
interface Spoken {
  at: number
  familyId: string | null
  values: readonly (readonly [code: string, value: unknown])[]
}

function spokenOf({ given }: Change, at: number, now: Product | undefined): Spoken | undefined {
  const after = given['attributeValues'] ?? now?.attributeValues ?? {}
  if (!isDocument(after)) return undefined
  const familyId = given['familyId'] === undefined ? now?.familyId : given['familyId']
  const family = typeof familyId === 'string' ? familyId : null
  const moved = family !== null && family !== (now?.familyId ?? null)
  const values = Object.entries(after).filter(
    ([code, value]) => value !== null && (moved || !isDeepStrictEqual(value, now?.attributeValues[code])),
  )
  return values.length > 0 ? { at, familyId: family, values } : undefined
}

const texts = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string')

async function attributesOf(spoken: readonly Spoken[], ctx: Ctx): Promise<ReadonlyMap<string, Attribute>> {
  const values = spoken.flatMap((one) => one.values)
  const { rows } = await sql<Attribute & { code: string }>`
    select a.code, a.type,
      array(select o.code::text from attribute_options o
        where o.attribute_id = a.id and o.code = any(${[...new Set(values.flatMap(([, value]) => texts(value)))]}::text[])) as options,
      array(select f.family_id::text from family_attributes f
        where f.attribute_id = a.id and f.family_id = any(${[...new Set(spoken.flatMap(({ familyId }) => familyId ?? []))]}::uuid[])) as families
    from attributes a where a.code = any(${[...new Set(values.map(([code]) => code))]}::text[])`.execute(ctx.db)
  return new Map(rows.map(({ code, ...attribute }) => [code, attribute]))
}

/** What is wrong with a value, by the type of its attribute. */
const problems = {
  option: (value, options) =>
    typeof value !== 'string'
      ? 'is the code of one option'
      : options.includes(value)
        ? undefined
        : `has no option "${value}"`,
  options: (value, options) => {
    if (!Array.isArray(value) || texts(value).length !== value.length) return 'is a list of codes of options'
    const none = texts(value).find((one) => !options.includes(one))
    return none === undefined ? undefined : `has no option "${none}"`
  },
  text: (value) => (typeof value === 'string' ? undefined : 'is a text'),
  number: (value) =>
    typeof value === 'number' || (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value))
      ? undefined
      : 'is a number',
  boolean: (value) => (typeof value === 'boolean' ? undefined : 'is true or false'),
} satisfies Record<AttributeType, (value: unknown, options: readonly string[]) => string | undefined>

function problemOf(attribute: Attribute | undefined, value: unknown, familyId: string | null): string | undefined {
  if (!attribute) return 'is no attribute'
  if (familyId !== null && !attribute.families.includes(familyId)) return 'is no attribute of the product’s family'
  return problems[attribute.type](value, attribute.options)
}

/** Of products: what they say of attributes is said of such as there are, and of their family where they have one, in values of their types. */
const attributesFit = async (changes: readonly Change[], now: ReadonlyMap<string, Product>, ctx: Ctx) => {
  const spoken = changes.flatMap((change, at) => spokenOf(change, at, now.get(change.id)) ?? [])
  const attributes = spoken.length > 0 ? await attributesOf(spoken, ctx) : new Map<string, Attribute>()
  return spoken.map(({ at, familyId, values }) => {
    const refusals = values.flatMap(([code, value]) => {
      const problem = problemOf(attributes.get(code), value, familyId)
      return problem === undefined ? [] : [invalid(`attributeValues.${code}`, problem)]
    })
    return { at, refusals }
  })
}

const plain = (quantity: string) => new Decimal(quantity).toFixed()

function quantitiesOrdered({ given }: Change, now: Product | undefined): Refusal[] {
  if (given['minimumQuantity'] === undefined && given['maximumQuantity'] === undefined) return []
  const { minimumQuantity: least, maximumQuantity: most } = { ...now, ...given }
  if (typeof least !== 'string' || typeof most !== 'string' || !new Decimal(most).lessThan(least)) return []
  const field = given['maximumQuantity'] === undefined ? 'minimumQuantity' : 'maximumQuantity'
  return [invalid(field, `leaves nothing to order: at least ${plain(least)}, at most ${plain(most)}`)]
}

/** What a product says of itself fits together: attributes and their values, the least and the most that is ordered. */
export const productValues: ManyGuard = async (changes, ctx) => {
  const refused = new Map<number, Refusal[]>()
  const add = (at: number, refusals: readonly Refusal[]) => {
    if (refusals.length > 0) refused.set(at, [...(refused.get(at) ?? []), ...refusals])
  }
  const judged = ['attributeValues', 'familyId', 'minimumQuantity', 'maximumQuantity']
  if (!changes.some(({ deed, given }) => deed !== 'delete' && judged.some((key) => given[key] !== undefined)))
    return refused
  const now = await productsNow(changes, ctx)
  for (const [at, change] of changes.entries()) {
    const said = change.given['attributeValues']
    if (said !== undefined && said !== null && !isDocument(said))
      add(at, [invalid('attributeValues', 'is a document: values by the codes of attributes')])
    add(at, quantitiesOrdered(change, now.get(change.id)))
  }
  for (const { at, refusals } of await attributesFit(changes, now, ctx)) add(at, refusals)
  return refused
}
