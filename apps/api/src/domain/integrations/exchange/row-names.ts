import type { Model } from '@portico/schema'
import { externalName, keyName } from '../../../engine/records/batch/names.ts'
import type { ExchangeDeed } from '../port.ts'

/** A deed about a row. */
export type RowDeed = Extract<ExchangeDeed, { entity: string }>
/** A natural key, or values that hold one. */
export type Key = Readonly<Record<string, unknown>>

/** What the row of a deed is called: by its key, and outside. */
export function namesOf(model: Model, deed: ExchangeDeed): readonly string[] {
  if ('action' in deed || 'rest' in deed) return []
  const entity = model.entities.get(deed.entity)
  if (!entity) return []
  return [...keyName(entity, deed.given), ...(deed.external ? [externalName(entity, deed.external)] : [])]
}
