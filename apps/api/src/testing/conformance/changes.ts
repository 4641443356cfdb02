import { writableFields, type Entity, type Field } from '@portico/schema'
import type { Facts } from './facts.ts'
import { kindOf } from './kinds.ts'
import { peculiarChanges } from './peculiar-changes.ts'
import type { Given, World } from './world.ts'

let made = 0

const inOrder = (fields: Readonly<Record<string, Field>>) =>
  Object.entries(fields).sort(([, one], [, other]) => Number(one.kind === 'money') - Number(other.kind === 'money'))

/** Another value for every field of a row that a plain write may change. */
export async function changesOf(world: World, entity: Entity, before: Facts): Promise<Given> {
  const n = (made += 1)
  const changed: Given = {}
  for (const [key, field] of inOrder(writableFields(entity, 'update'))) {
    // money goes along with its currency, which may be changed beside it
    const sibling = field.kind === 'money' ? changed[field.currency!] : undefined
    const member = `${entity.name}.${key}`
    const value =
      member in peculiarChanges
        ? await peculiarChanges[member]!(before, n, world)
        : kindOf(field).other(field, before[key], 500_000 + n)
    if (value !== undefined) changed[key] = sibling ? { ...(value as object), currency: sibling } : value
  }
  return changed
}
