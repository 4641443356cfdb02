import type { Entity } from '../index.ts'

/** What a plain write of the back office does. */
export type Deed = 'create' | 'update' | 'upsert' | 'delete' | 'deleteWhere'

/** The fields at the roots of the back office's schema by which an entity is read. */
export const readFields = ({ name, plural }: Entity) => ({ get: name, byKey: `${name}ByKey`, list: plural })

/** `product`, `deleteWhere` → `productDeleteWhere`. */
export const writeField = ({ name }: Entity, deed: Deed): string => name + deed.charAt(0).toUpperCase() + deed.slice(1)

/** The plain writes that the back office offers for an entity. */
export function deedsOf(entity: Entity): Deed[] {
  const { writes } = entity
  return [
    ...(writes.includes('create') ? (['create'] as const) : []),
    ...(writes.includes('update') ? (['update'] as const) : []),
    ...(writes.includes('create') && writes.includes('update') ? (['upsert'] as const) : []),
    ...(writes.includes('delete') ? (['delete', 'deleteWhere'] as const) : []),
  ]
}
