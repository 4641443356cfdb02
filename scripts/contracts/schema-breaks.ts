export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
export type Schema = { [key: string]: Json }

/** Which way a schema's values travel: what is asked of clients must not grow, what they are told must not shrink. */
export type Way = 'asked' | 'told'

export const isSchema = (value: Json | undefined): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const list = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : value === undefined ? [] : [value])
const texts = (value: Json | undefined): string[] => list(value).map((one) => JSON.stringify(one))
const names = (value: Json | undefined): Set<string> => new Set(list(value).map(String))

/** Compares schemas of two documents, in which `$ref` names one of `schemas` by its last part. */
export class SchemaBreaks {
  readonly found = new Set<string>()
  readonly #seen = new Set<string>()

  constructor(
    private readonly before: Record<string, Schema>,
    private readonly now: Record<string, Schema>,
  ) {}

  compare(old: Json | undefined, fresh: Json | undefined, place: string, way: Way): void {
    if (!isSchema(old)) return
    if (!isSchema(fresh)) return void this.found.add(`${place}: is gone`)
    const name = nameOf(old)
    if (name !== undefined) {
      const key = `${way} ${name} ${nameOf(fresh) ?? ''}`
      if (this.#seen.has(key)) return
      this.#seen.add(key)
    }
    const [a, b] = [resolved(this.before, old), resolved(this.now, fresh)]
    const at = name ?? place
    for (const problem of [...valuesOf(a, b, way), ...boundsOf(a, b, way)]) this.found.add(`${at}: ${problem}`)
    const [must, freshMust] = [names(a.required), names(b.required)]
    if (way === 'asked') for (const key of freshMust) if (!must.has(key)) this.found.add(`${at}.${key}: is required now`)
    if (way === 'told') for (const key of must) if (!freshMust.has(key)) this.found.add(`${at}.${key}: may be missing now`)
    if (isSchema(a.properties))
      for (const [key, property] of Object.entries(a.properties))
        this.compare(property, isSchema(b.properties) ? b.properties[key] : undefined, `${at}.${key}`, way)
    if (isSchema(a.items)) this.compare(a.items, b.items, `${at}[]`, way)
    const [parts, freshParts] = [list(a.anyOf), list(b.anyOf)]
    for (const [index, part] of parts.entries())
      this.compare(part, freshParts[index] ?? (freshParts.length === 0 ? b : undefined), `${at}|${index}`, way)
  }
}

const nameOf = ({ $ref }: Schema): string | undefined => (typeof $ref === 'string' ? $ref.split('/').at(-1) : undefined)

function resolved(schemas: Record<string, Schema>, schema: Schema): Schema {
  const name = nameOf(schema)
  return name === undefined ? schema : (schemas[name] ?? {})
}

function valuesOf(a: Schema, b: Schema, way: Way): string[] {
  const [types, freshTypes] = [texts(a.type), texts(b.type)]
  const narrower =
    way === 'asked'
      ? types.filter((type) => !freshTypes.includes(type))
      : freshTypes.filter((type) => !types.includes(type))
  const [values, freshValues] = [texts(a.enum), texts(b.enum)]
  const gone = values.filter((value) => !freshValues.includes(value))
  return [
    ...(types.length > 0 && freshTypes.length > 0 && narrower.length > 0
      ? [`its type was ${types.join(', ')} and is ${freshTypes.join(', ')}`]
      : []),
    ...(gone.length > 0 && b.enum !== undefined ? [`${gone.join(', ')} is no value any more`] : []),
    ...(JSON.stringify(a.const ?? null) === JSON.stringify(b.const ?? null) ? [] : ['another constant']),
  ]
}

/** Of what is asked: what was taken and is taken no more. */
function boundsOf(a: Schema, b: Schema, way: Way): string[] {
  if (way === 'told') return []
  const tighter = (bound: string, isTighter: (was: number, is: number) => boolean): string[] => {
    const [was, is] = [a[bound], b[bound]]
    return typeof is === 'number' && (typeof was !== 'number' || isTighter(was, is)) ? [`takes less (${bound})`] : []
  }
  return [
    ...['maxLength', 'maximum', 'maxItems'].flatMap((bound) => tighter(bound, (was, is) => is < was)),
    ...['minLength', 'minimum', 'minItems'].flatMap((bound) => tighter(bound, (was, is) => is > was)),
    ...(b.pattern !== undefined && b.pattern !== a.pattern ? [`takes what another pattern says`] : []),
  ]
}
