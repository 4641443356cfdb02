import {
  isField,
  typesOf,
  type Deprecatable,
  type Deprecated,
  type Entity,
  type Shape,
  type TypeRef,
} from '../language/index.ts'

/** docs/decisions/022: what is to go stays so long after it was said. */
const leastMonths = 12

/** Deprecations are whole, leave clients their time, and nothing that must be given is among them. */
export function checkDeprecations(entities: readonly Entity[], shapes: readonly Shape[]): string[] {
  const complaints: string[] = []
  const check = (place: string, { deprecated }: Deprecatable) => {
    if (deprecated) complaints.push(...wrong(place, deprecated))
  }
  for (const entity of entities) {
    check(entity.name, entity)
    for (const [key, relation] of Object.entries(entity.relations)) {
      check(`${entity.name}.${key}`, relation)
      const deprecated = relation.deprecated ?? entities.find(({ name }) => name === relation.to)?.deprecated
      if (relation.relation === 'one' && !relation.readOnly && !entity.deprecated)
        mustNotBeGiven(`${entity.name}.${key}`, { kind: 'id', optional: relation.optional ?? false, deprecated })
    }
    for (const [key, verb] of Object.entries({ ...entity.actions, ...entity.questions })) {
      check(`${entity.name}.${key}`, verb)
      for (const [name, type] of Object.entries(verb.input)) mustNotBeGiven(`${entity.name}.${key}.${name}`, type)
    }
    for (const [key, field] of Object.entries(entity.fields))
      if (!field.readOnly && field.kind !== 'secret' && !entity.deprecated)
        mustNotBeGiven(`${entity.name}.${key}`, field)
  }
  for (const { type, owner, key } of typesOf(entities, shapes)) check(`${owner}.${key}`, type)
  return complaints

  function mustNotBeGiven(place: string, type: TypeRef): void {
    if (
      type.deprecated &&
      !type.optional &&
      !(isField(type) && (type.default ?? type.numbered ?? type.measured) !== undefined)
    )
      complaints.push(
        `${place}: clients must give it, so they cannot stop; write optional: true before it is deprecated`,
      )
  }
}

function wrong(place: string, { since, sunset, instead }: Deprecated): string[] {
  const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))
  if (!isDay(since) || !isDay(sunset))
    return [
      `${place}: since and sunset are days: deprecated: { since: '2026-11-01', sunset: '2027-11-01', instead: '…' }`,
    ]
  const soonest = new Date(since)
  soonest.setUTCMonth(soonest.getUTCMonth() + leastMonths)
  return [
    ...(new Date(sunset) < soonest
      ? [`${place}: clients have ${leastMonths} months; write sunset: '${soonest.toISOString().slice(0, 10)}' or later`]
      : []),
    ...(instead.trim() === '' ? [`${place}: say what takes its place: instead: 'use …'`] : []),
  ]
}
