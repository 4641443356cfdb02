import { isSchema, list, SchemaBreaks, type Json, type Schema, type Way } from './schema-breaks.ts'

export interface OpenapiDocument {
  paths: Record<string, Record<string, Schema>>
  components: { schemas: Record<string, Schema>; parameters?: Record<string, Schema> }
}

/**
 * What would break a client of the older document: addresses, methods and media types that are gone, parameters and members that became required, values that are
 * taken no more, members of answers that are gone or may be missing, scopes that are needed besides. Additions are no break.
 */
export function breaksOfOpenapi(before: OpenapiDocument, now: OpenapiDocument): string[] {
  const schemas = new SchemaBreaks(before.components.schemas, now.components.schemas)
  const breaks = schemas.found
  for (const [path, methods] of Object.entries(before.paths))
    for (const [method, old] of Object.entries(methods)) {
      const place = `${method.toUpperCase()} ${path}`
      const fresh = now.paths[path]?.[method]
      if (!fresh) {
        breaks.add(`${place}: is gone`)
        continue
      }
      if (fresh.operationId !== old.operationId) breaks.add(`${place}: its operationId is another one`)
      compareParameters(schemas, parametersOf(before, old), parametersOf(now, fresh), place)
      for (const lost of lostAlternatives(old.security, fresh.security)) breaks.add(`${place}: ${lost} is not enough any more`)
      compareContent(schemas, old.requestBody, fresh.requestBody, `${place} body`, 'asked')
      if (isSchema(old.responses) && isSchema(fresh.responses))
        for (const [status, response] of Object.entries(old.responses)) {
          if (fresh.responses[status] === undefined) breaks.add(`${place}: answers ${status} no more`)
          else compareContent(schemas, response, fresh.responses[status], `${place} ${status}`, 'told')
        }
    }
  return [...breaks]
}

/** By name, or by the reference to those that many have. */
function parametersOf({ components }: OpenapiDocument, operation: Schema): Map<string, Schema> {
  return new Map(
    list(operation.parameters)
      .filter(isSchema)
      .map((one) => {
        if (typeof one.$ref !== 'string') return [one.name as string, one]
        return [one.$ref, components.parameters?.[one.$ref.split('/').at(-1)!] ?? {}]
      }),
  )
}

/** What a parameter is called that many operations have: it is told once. */
const shared = (name: string): string | undefined => (name.startsWith('#') ? `the parameter ${name.split('/').at(-1)}` : undefined)

function compareParameters(
  schemas: SchemaBreaks,
  old: ReadonlyMap<string, Schema>,
  fresh: ReadonlyMap<string, Schema>,
  place: string,
): void {
  for (const [name, one] of fresh)
    if (one.required === true && old.get(name)?.required !== true && name !== '#/components/parameters/Id')
      schemas.found.add(`${place}: the parameter ${name} is required now`)
  for (const [name, one] of old) {
    const left = fresh.get(name)
    if (!left) schemas.found.add(`${place}: the parameter ${name} is gone`)
    else schemas.compare(one.schema, left.schema, shared(name) ?? `${place} ?${name}`, 'asked')
  }
}

/** Every media type that was spoken still is, by a schema that breaks nobody. */
function compareContent(schemas: SchemaBreaks, old: Json | undefined, fresh: Json | undefined, place: string, way: Way): void {
  const typesOf = (holder: Json | undefined) => (isSchema(holder) && isSchema(holder.content) ? holder.content : {})
  const left = typesOf(fresh)
  for (const [type, one] of Object.entries(typesOf(old))) {
    const now = left[type]
    if (!isSchema(now)) schemas.found.add(`${place}: ${type} is gone`)
    else if (isSchema(one)) schemas.compare(one.schema, now.schema, place, way)
  }
}

/** Ways to be let in that are not enough any more: for each that was, one must be left that wants no more. */
function lostAlternatives(old: Json | undefined, fresh: Json | undefined): string[] {
  const alternatives = (security: Json | undefined) =>
    list(security)
      .filter(isSchema)
      .map((one) => Object.entries(one).flatMap(([scheme, scopes]) => [scheme, ...list(scopes).map(String)]))
  const left = alternatives(fresh)
  if (old === undefined || left.length === 0) return []
  return alternatives(old)
    .filter((had) => !left.some((wanted) => wanted.every((one) => had.includes(one))))
    .map((had) => had.join(' ') || 'nothing')
}
