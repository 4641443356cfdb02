import type { Entity } from '../language/index.ts'

/** A natural key names one row: its members are there, and no two rows have the same ones, by the database's word. */
export function checkKeys(entities: readonly Entity[]): string[] {
  return entities.flatMap(({ name, naturalKey, fields, relations, uniques }) => {
    if (fields['external'] ?? relations['external'])
      return [`${name}.external: in keys, this word means an id in a system outside; choose another name`]
    if (!naturalKey) return []
    const unknown = naturalKey.filter((member) => !fields[member] && relations[member]?.relation !== 'one')
    if (unknown.length > 0)
      return [`${name}: "${unknown.join('", "')}" is named in its natural key, and is no member of it`]
    const columns = naturalKey.map((member) => (relations[member] ? `${member}Id` : member))
    const [only] = naturalKey
    const alone = columns.length === 1 && (fields[only!]?.unique ?? false)
    const together = uniques.some(
      (list) => list.length === columns.length && list.every((one) => columns.includes(one)),
    )
    return alone || together
      ? []
      : [`${name}: two rows may have the same natural key; write uniques: [['${columns.join("', '")}']]`]
  })
}
