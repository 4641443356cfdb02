import { isField, typesOf, type Entity, type Shape, type TypeRef } from '../language/index.ts'

/** Whatever is named exists: entities of relations, shapes of values, sibling currencies, columns of keys. */
export function checkReferences(entities: readonly Entity[], shapes: readonly Shape[]): string[] {
  const complaints: string[] = []
  const byName = new Map(entities.map((entity) => [entity.name, entity]))
  const shapeNames = new Set(shapes.map((shape) => shape.name))
  const choices = new Map<string, string>()

  const checkType = (place: string, type: TypeRef) => {
    if (!isField(type)) {
      const known = type.ref === 'shape' ? shapeNames.has(type.name) : byName.has(type.name)
      if (!known) complaints.push(`${place}: there is no ${type.ref === 'shape' ? 'shape' : 'entity'} "${type.name}"`)
      return
    }
    if (type.kind === 'id' && !byName.has(type.to ?? ''))
      complaints.push(`${place}: there is no entity "${type.to}"; write ref('${entities[0]?.name ?? '…'}')`)
    if (type.kind === 'json' && type.shape && !shapeNames.has(type.shape))
      complaints.push(`${place}: there is no shape "${type.shape}"`)
    if (type.kind === 'choice') {
      if (!type.values?.length) complaints.push(`${place}: a choice needs values: choice(['…'])`)
      const values = JSON.stringify(type.values)
      if (type.name && (choices.get(type.name) ?? values) !== values)
        complaints.push(`${place}: the enumeration ${type.name} has other values elsewhere; give this one another name`)
      if (type.name) choices.set(type.name, values)
    }
  }
  for (const { type, owner, key } of typesOf(entities, shapes)) checkType(`${owner}.${key}`, type)

  for (const entity of entities) {
    for (const [key, field] of Object.entries(entity.fields)) {
      if (field.kind === 'money' && !entity.fields[field.currency ?? 'currency'])
        complaints.push(
          `${entity.name}.${key}: money needs its currency beside it: ${field.currency ?? 'currency'}: currency()`,
        )
    }
    for (const [key, relation] of Object.entries(entity.relations)) {
      const target = byName.get(relation.to)
      if (!target) complaints.push(`${entity.name}.${key}: there is no entity "${relation.to}"`)
      else if (relation.relation === 'many') {
        const back = target.relations[relation.by]
        if (back?.relation !== 'one' || back.to !== entity.name)
          complaints.push(
            `${entity.name}.${key}: ${relation.to} has no relation back; write ${relation.by}: one('${entity.name}') in ${relation.to}`,
          )
        if (relation.orderBy && !target.fields[relation.orderBy])
          complaints.push(`${entity.name}.${key}: ${relation.to} has no field "${relation.orderBy}" to order by`)
      }
    }
    const columns = new Set(['id', 'createdAt', 'updatedAt', ...Object.keys(entity.fields)])
    for (const [key, relation] of Object.entries(entity.relations))
      if (relation.relation === 'one') columns.add(`${key}Id`)
    for (const list of [...entity.uniques, ...entity.indexes, Object.values(entity.owners ?? {})])
      for (const column of list)
        if (!columns.has(column))
          complaints.push(`${entity.name}: "${column}" is named in a key, an index or owners, and is no column of it`)
    if (entity.access.storefront === 'owner' && !entity.owners)
      complaints.push(`${entity.name}: read by its owner, so say whose it is: owners: { visitor: 'visitorId' }`)
  }
  return complaints
}
