import type { Model } from '@portico/schema'
import type { Guard } from './verbs.ts'

/** Guards that give what is created a number for people where none was given: `Q-7KQ4-M2XN`. */
export function numberings(model: Model): Map<string, Guard[]> {
  const found = new Map<string, Guard[]>()
  for (const { name, fields } of model.entities.values())
    for (const [key, { numbered }] of Object.entries(fields)) {
      if (numbered === undefined) continue
      const give: Guard = async ({ deed, given }, { ids }) => {
        if (deed === 'create') given[key] ??= ids.orderNumber().replace(/^[A-Z]+/, numbered)
        await Promise.resolve()
      }
      found.set(name, [...(found.get(name) ?? []), give])
    }
  return found
}
