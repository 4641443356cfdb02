import type { Entity } from '@portico/schema'
import { readFields } from '@portico/schema/projections/graphql-names'
import type { Engine, Wanted } from '../../../engine/index.ts'
import type { PageAsked } from '../../../engine/records/index.ts'
import { refuse } from '../../../kernel/errors.ts'
import type { Root } from '../roots.ts'
import { filterOf, keyOf, sortOf } from './filter.ts'
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
            filter: isEmpty(args.filter) ? undefined : filterOf(model, entity, args.filter),
            sort: sortOf(args.sort),
            page: pageOf(args),
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

/** A list may be told that it has no filter. */
const isEmpty = (filter: unknown): boolean =>
  filter === undefined || filter === null || (typeof filter === 'object' && Object.keys(filter).length === 0)

function pageOf({ first, after, page }: Args): PageAsked {
  const size = Number(first ?? 20)
  if (page === undefined || page === null) return { size, after: typeof after === 'string' ? after : undefined }
  if (typeof after === 'string')
    throw refuse('FIELD_INVALID', { field: 'page', problem: 'takes the place of after; give one of them' }, 'page')
  return { size, number: Number(page) }
}
