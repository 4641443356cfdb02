import { columnName, type Entity, type Shape } from '../language/index.ts'

const reserved = new Set(['id', 'createdAt', 'updatedAt'])
const camel = /^[a-z][a-zA-Z0-9]*$/
/** What every door can call a value of a choice (GraphQL 2.9.6 Enum Value). */
const enumValue = /^(?!(true|false|null)$)[A-Za-z_][A-Za-z0-9_]*$/
const areas = [
  'organization',
  'access',
  'integrations',
  'customers',
  'notices',
  'catalog',
  'inventory',
  'pricing',
  'carts',
  'payments',
  'shipping',
  'orders',
  'quotes',
  'checkout',
  'invoices',
  'crm',
]

/** Names are unique, camelCase, documented, and on a rung of the ladder. */
export function checkNames(entities: readonly Entity[], shapes: readonly Shape[]): string[] {
  const complaints: string[] = []
  const taken = new Map<string, string>()
  const claim = (name: string, by: string) => {
    const other = taken.get(name)
    if (other) complaints.push(`${by}: the name "${name}" is taken by ${other}; choose another one`)
    else taken.set(name, by)
  }
  for (const shape of shapes) claim(shape.name, `shape ${shape.name}`)
  for (const entity of entities) {
    claim(entity.name.charAt(0).toUpperCase() + entity.name.slice(1), `entity ${entity.name}`)
    claim(`table ${entity.table}`, `entity ${entity.name}`)
    if (!camel.test(entity.name)) complaints.push(`entity ${entity.name}: write its name in camelCase`)
    if (!areas.includes(entity.area))
      complaints.push(
        `entity ${entity.name}: area "${entity.area}" is no rung of the ladder; write area: '${areas[0]}' or another of ${areas.join(', ')}`,
      )
    if (!entity.doc.trim()) complaints.push(`entity ${entity.name}: say what it is: doc: '…'`)
    const seen = new Set<string>()
    for (const key of [
      ...Object.keys(entity.fields),
      ...Object.keys(entity.relations),
      ...Object.keys(entity.computed),
    ]) {
      const place = `${entity.name}.${key}`
      if (reserved.has(key)) complaints.push(`${place}: every entity has "${key}" by itself; take the line away`)
      if (!camel.test(key)) complaints.push(`${place}: write the name in camelCase`)
      if (seen.has(columnName(key))) complaints.push(`${place}: the name stands twice; keep one`)
      seen.add(columnName(key))
      for (const value of entity.fields[key]?.values ?? [])
        if (!enumValue.test(value))
          complaints.push(
            `${place}: "${value}" cannot be a value of a choice; write letters, digits and _ only, and none of true, false, null`,
          )
    }
  }
  return complaints
}
