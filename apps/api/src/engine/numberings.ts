import { model as ours, type Model } from '@portico/schema'
import type { Ids } from '../kernel/ids.ts'
import type { Guard } from './verbs.ts'

/** A number for people, as rows of a kind bear it: `Q-7KQ4-M2XN`. */
const numberWith = (prefix: string, ids: Ids) => ids.orderNumber().replace(/^[A-Z]+/, prefix)

/** A number for a new row, by the field that bears it: `newNumber('rfq', 'number', ctx)`. Faults (Error) where that field is not numbered. */
export function newNumber(entity: string, field: string, { ids }: { ids: Ids }): string {
  const prefix = ours.entities.get(entity)?.fields[field]?.numbered
  if (prefix === undefined) throw new Error(`${entity}.${field} is not numbered in the model`)
  return numberWith(prefix, ids)
}

/** Guards that give what is created a number where none was given. */
export function numberings(model: Model): Map<string, Guard[]> {
  const found = new Map<string, Guard[]>()
  for (const { name, fields } of model.entities.values())
    for (const [key, { numbered }] of Object.entries(fields)) {
      if (numbered === undefined) continue
      const give: Guard = async ({ deed, given }, { ids }) => {
        if (deed === 'create') given[key] ??= numberWith(numbered, ids)
        await Promise.resolve()
      }
      found.set(name, [...(found.get(name) ?? []), give])
    }
  return found
}
