import { graphqlSchema } from '@portico/schema/projections/graphql'
import { buildSchema, type GraphQLSchema } from 'graphql'
import type { Engine } from '../../engine/index.ts'
import { answerRoots, verbField, type Root } from './roots.ts'
import { writeScalars } from './scalars.ts'

/** The storefront's schema: questions, actions, and the reads that entities offer shoppers. */
export function storefrontSchema(engine: Engine): GraphQLSchema {
  const schema = buildSchema(graphqlSchema(engine.model, 'storefront'), { noLocation: true })
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
  for (const { name, plural, storefront } of model.entities.values()) {
    if (storefront.includes('get')) found.set(name, ({ id }, ctx, wanted) => engine.get(name, String(id), ctx, wanted))
    if (storefront.includes('list'))
      found.set(plural, ({ first, after }, ctx, wanted) =>
        engine.list(name, { first: Number(first), after: after as string | null | undefined }, ctx, wanted),
      )
  }
  return found
}
