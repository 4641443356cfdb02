import type { Entity } from '../language/index.ts'

/** States: the field is a choice, and moves lead from and to its values. */
export function checkStates(entities: readonly Entity[]): string[] {
  const complaints: string[] = []
  for (const entity of entities) {
    for (const state of entity.access.states ?? [])
      if (!entity.states || !entity.fields[entity.states.field]?.values?.includes(state))
        complaints.push(`${entity.name}: access.states names "${state}", which is no state of it`)
    if (!entity.states) continue
    const { field: name, initial, moves } = entity.states
    const values = entity.fields[name]?.values
    if (!values) {
      complaints.push(
        `${entity.name}: states.field "${name}" must be a choice: ${name}: choice([${Object.keys(moves)
          .map((state) => `'${state}'`)
          .join(', ')}])`,
      )
      continue
    }
    if (!values.includes(initial))
      complaints.push(`${entity.name}: the initial state "${initial}" is none of ${values.join(', ')}`)
    for (const value of values)
      if (!moves[value]) complaints.push(`${entity.name}: say where "${value}" may lead: ${value}: []`)
    for (const [from, targets] of Object.entries(moves))
      for (const state of [from, ...targets])
        if (!values.includes(state))
          complaints.push(
            `${entity.name}: the move ${from} → ${state} names a state that is none of ${values.join(', ')}`,
          )
  }
  return complaints
}
