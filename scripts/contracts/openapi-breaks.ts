type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
type Schema = { [key: string]: Json }

export interface OpenapiDocument {
  paths: Record<string, Record<string, Schema>>
  components: { schemas: Record<string, Schema> }
}

/** Which way a schema's values travel: what is asked of clients must not grow, what they are told must not shrink. */
type Way = 'asked' | 'told'

const isSchema = (value: Json | undefined): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const list = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : value === undefined ? [] : [value])
const texts = (value: Json | undefined): string[] => list(value).map((one) => JSON.stringify(one))

/**
 * What would break a client of the older document: addresses and methods that are gone, parameters and members that became required, values that are
 * taken no more, members and values of answers that are gone or new to readers of a closed list. Additions are no break.
 */
export function breaksOfOpenapi(before: OpenapiDocument, now: OpenapiDocument): string[] {
  const breaks = new Set<string>()
  const seen = new Set<string>()

  const resolved = (document: OpenapiDocument, schema: Schema): Schema => {
    const name = typeof schema.$ref === 'string' ? schema.$ref.split('/').at(-1)! : undefined
    return name === undefined ? schema : (document.components.schemas[name] ?? {})
  }

  const compare = (old: Json | undefined, fresh: Json | undefined, place: string, way: Way): void => {
    if (!isSchema(old)) return
    if (!isSchema(fresh)) return void breaks.add(`${place}: is gone`)
    const name = typeof old.$ref === 'string' ? `${old.$ref.split('/').at(-1)}` : undefined
    if (name !== undefined) {
      const key = `${way} ${name} ${typeof fresh.$ref === 'string' ? fresh.$ref : ''}`
      if (seen.has(key)) return
      seen.add(key)
    }
    const [a, b] = [resolved(before, old), resolved(now, fresh)]
    const at = name ?? place
    const [types, freshTypes] = [texts(a.type), texts(b.type)]
    const narrower = way === 'asked' ? types.filter((type) => !freshTypes.includes(type)) : freshTypes.filter((type) => !types.includes(type))
    if (types.length > 0 && freshTypes.length > 0 && narrower.length > 0) breaks.add(`${at}: its type was ${types.join(', ')} and is ${freshTypes.join(', ')}`)
    const gone = texts(a.enum).filter((value) => !texts(b.enum).includes(value))
    if (gone.length > 0 && b.enum !== undefined) breaks.add(`${at}: ${gone.join(', ')} is no value any more`)
    if (JSON.stringify(a.const ?? null) !== JSON.stringify(b.const ?? null)) breaks.add(`${at}: another constant`)
    for (const bound of ['maxLength', 'maximum', 'maxItems'])
      if (way === 'asked' && typeof b[bound] === 'number' && (typeof a[bound] !== 'number' || b[bound] < a[bound]))
        breaks.add(`${at}: takes less (${bound})`)
    const required = (schema: Schema) => new Set(list(schema.required).map(String))
    const [must, freshMust] = [required(a), required(b)]
    if (way === 'asked') for (const key of freshMust) if (!must.has(key)) breaks.add(`${at}.${key}: is required now`)
    if (way === 'told') for (const key of must) if (!freshMust.has(key)) breaks.add(`${at}.${key}: may be missing now`)
    if (isSchema(a.properties))
      for (const [key, property] of Object.entries(a.properties))
        compare(property, isSchema(b.properties) ? b.properties[key] : undefined, `${at}.${key}`, way)
    if (isSchema(a.items)) compare(a.items, b.items, `${at}[]`, way)
    for (const [index, part] of list(a.anyOf).entries()) compare(part, list(b.anyOf)[index] ?? (list(b.anyOf).length === 0 ? b : undefined), `${at}|${index}`, way)
  }

  const content = (holder: Json | undefined): Json | undefined => {
    const types = isSchema(holder) && isSchema(holder.content) ? Object.values(holder.content) : []
    return isSchema(types[0]) ? types[0].schema : undefined
  }

  for (const [path, methods] of Object.entries(before.paths))
    for (const [method, old] of Object.entries(methods)) {
      const place = `${method.toUpperCase()} ${path}`
      const fresh = now.paths[path]?.[method]
      if (!fresh) {
        breaks.add(`${place}: is gone`)
        continue
      }
      if (fresh.operationId !== old.operationId) breaks.add(`${place}: its operationId is another one`)
      const named = (operation: Schema) =>
        new Map(list(operation.parameters).filter(isSchema).map((one) => [String((one.$ref ?? one.name) as string), one]))
      const parameters = named(old)
      for (const [name, one] of named(fresh))
        if (one.required === true && parameters.get(name)?.required !== true && name !== '#/components/parameters/Id')
          breaks.add(`${place}: the parameter ${name} is required now`)
      for (const name of parameters.keys()) if (!named(fresh).has(name)) breaks.add(`${place}: the parameter ${name} is gone`)
      compare(content(old.requestBody), content(fresh.requestBody), `${place} body`, 'asked')
      if (isSchema(old.responses) && isSchema(fresh.responses))
        for (const [status, response] of Object.entries(old.responses)) {
          if (fresh.responses[status] === undefined) breaks.add(`${place}: answers ${status} no more`)
          else compare(content(response), content(fresh.responses[status]), `${place} ${status}`, 'told')
        }
    }
  return [...breaks]
}
