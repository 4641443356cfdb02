import type { Entity } from '@portico/schema'
import { readFields } from '@portico/schema/projections/graphql-names'
import type { Engine, Wanted } from '../../../engine/index.ts'
import { askedOf } from '../filter.ts'
import type { Root } from '../roots.ts'
import { keyOf } from './keys.ts'
import { merged, rowsWanted } from './wanted.ts'

type Args = Readonly<Record<string, unknown>>

/** The root fields by which an entity's rows are read. */
export function readRoots({ model, records }: Engine, entity: Entity): [string, Root][] {
  const { get, byKey, list } = readFields(entity)
  const rows = (wanted: Wanted | undefined) => rowsWanted(model, entity, wanted ?? {})
  return [
    [get, ({ id }, ctx, wanted) => records.get(entity.name, String(id), rows(wanted), ctx)],
    [
      byKey,
      ({ key }, ctx, wanted) => records.getByKey(entity.name, keyOf(model, entity, key as Args), rows(wanted), ctx),
    ],
    [
      list,
      async (args, ctx, wanted) => {
        const { edges, nodes, pageInfo, totalCount } = wanted
        const found = await records.list(
          entity.name,
          {
            ...askedOf(model, entity, args),
            wanted: rows(merged(edges?.node, nodes)),
            total: totalCount !== undefined,
            cursors:
              edges?.cursor !== undefined || pageInfo?.startCursor !== undefined || pageInfo?.endCursor !== undefined,
          },
          ctx,
        )
        const cursor = (row: (typeof found.rows)[number] | undefined) => row?.[':cursor'] ?? null
        return {
          edges: edges && found.rows.map((row) => ({ node: row, cursor: cursor(row) })),
          nodes: found.rows,
          totalCount: found.total,
          pageInfo: {
            hasNextPage: found.next !== null,
            hasPreviousPage: Boolean(args.after) || Number(args.page ?? 1) > 1,
            startCursor: cursor(found.rows[0]),
            endCursor: cursor(found.rows.at(-1)),
          },
        }
      },
    ],
  ]
}
