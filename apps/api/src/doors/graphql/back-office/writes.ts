import type { Entity } from '@portico/schema'
import { deedsOf, writeField, type Deed } from '@portico/schema/projections/graphql-names'
import type { Engine } from '../../../engine/index.ts'
import { together, type Written } from '../../../engine/records/index.ts'
import type { Ctx } from '../../../kernel/context.ts'
import type { Root } from '../roots.ts'
import { filterOf } from '../filter.ts'
import { keyOf, linksOf } from './keys.ts'
import { rowsWanted } from './wanted.ts'

type Args = Readonly<Record<string, unknown>>

/** What a write did: to one row, or to `count` of them. */
export type Outcome = (Written & { count: 1 }) | { count: number; id?: undefined }

/** One plain write, by its arguments at the root or in a batch. */
export interface PlainWrite {
  entity: Entity
  deed: Deed
  perform: (args: Args, ctx: Ctx) => Promise<Outcome>
}

/** The version that a write is made from, where one is said. */
export const versionOf = ({ ifVersion }: Args): string | undefined =>
  typeof ifVersion === 'string' ? ifVersion : undefined

/** All plain writes of the model by their fields' names. */
export function plainWrites({ model, records }: Engine): Map<string, PlainWrite> {
  const one = async (written: Promise<Written>): Promise<Outcome> => ({ ...(await written), count: 1 })
  const performers = (entity: Entity): Record<Deed, PlainWrite['perform']> => ({
    create: ({ input }, ctx) => one(records.create(entity.name, linksOf(model, entity, input as Args), ctx)),
    update: ({ id, input, ...from }, ctx) =>
      one(records.update(entity.name, String(id), linksOf(model, entity, input as Args), ctx, versionOf(from))),
    upsert: ({ key, input, ...from }, ctx) => {
      const [named, given] = [keyOf(model, entity, key as Args), linksOf(model, entity, input as Args)]
      return one(records.upsert(entity.name, named, given, ctx, { ifVersion: versionOf(from) }))
    },
    delete: async ({ id, ...from }, ctx) => {
      await records.remove(entity.name, String(id), ctx, versionOf(from))
      return { count: 1 }
    },
    deleteWhere: ({ filter }, ctx) => records.removeWhere(entity.name, filterOf(model, entity, filter), ctx),
  })
  return new Map(
    [...model.entities.values()].flatMap((entity) => {
      const perform = performers(entity)
      return deedsOf(entity).map((deed): [string, PlainWrite] => [
        writeField(entity, deed),
        { entity, deed, perform: perform[deed] },
      ])
    }),
  )
}

/** The root field of a plain write. What is wanted of the row is read in the same transaction: what cannot be answered does not happen. */
export function writeRoot({ model, records }: Engine, { entity, perform }: PlainWrite): Root {
  return (args, ctx, wanted) =>
    together(ctx, args.dryRun === true, async (inside) => {
      const outcome = await perform(args, inside)
      const row = wanted[entity.name]
      if (outcome.id === undefined || !row) return outcome
      return {
        ...outcome,
        [entity.name]: await records.get(entity.name, outcome.id, rowsWanted(model, entity, row), inside),
      }
    })
}
