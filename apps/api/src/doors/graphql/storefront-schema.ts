import type { GraphQLSchema } from 'graphql'
import type { Engine } from '../../engine/index.ts'
import { askedOf } from './filter.ts'
import { answerRoots, verbField, type Root } from './roots.ts'
import { writeScalars } from './scalars.ts'
import { writtenSchema } from './written-schema.ts'

/** The storefront's schema: questions, actions, and the reads that entities offer shoppers. */
export function storefrontSchema(engine: Engine): GraphQLSchema {
  const schema = writtenSchema(engine.model, 'storefront')
  writeScalars(schema)
  answerRoots(schema, rootsOf(engine))
  return schema
}

function rootsOf(engine: Engine): Map<string, Root> {
  const { model } = engine
  const found = new Map<string, Root>()
  for (const name of model.questions.keys())
    found.set(verbField(name), (args, ctx, wanted) => engine.ask(name, args.input, ctx, wanted))
  for (const name of model.actions.keys())
    found.set(verbField(name), (args, ctx, wanted) => engine.act(name, args.input, ctx, wanted))
  for (const entity of model.entities.values()) {
    const { name, plural, storefront } = entity
    if (storefront.includes('get')) found.set(name, ({ id }, ctx, wanted) => engine.get(name, String(id), ctx, wanted))
    if (storefront.includes('list'))
      found.set(plural, async (args, ctx, wanted) => {
        const { items = {}, total, pageInfo } = wanted
        const cursors = pageInfo?.endCursor !== undefined
        const asked = { ...askedOf(model, entity, args), wanted: items, total: total !== undefined, cursors }
        const { rows, next, total: count } = await engine.list(name, asked, ctx)
        const endCursor = rows.at(-1)?.[':cursor'] ?? null
        return { items: rows, total: count, pageInfo: { endCursor, hasNextPage: next !== null } }
      })
  }
  return found
}
