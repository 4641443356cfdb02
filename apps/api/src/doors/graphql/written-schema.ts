import type { Audience, Model } from '@portico/schema'
import { graphqlSchema } from '@portico/schema/projections/graphql'
import { buildASTSchema, parse, type DocumentNode, type GraphQLSchema } from 'graphql'

/** Documents that were found valid, by model and audience: an API that is built again in this process does not ask again. */
const documents = new WeakMap<Model, Map<Audience, DocumentNode>>()

/** The schema as the model has it written for an audience; nothing answers for it yet. */
export function writtenSchema(model: Model, audience: Audience): GraphQLSchema {
  const ofModel = documents.get(model) ?? new Map<Audience, DocumentNode>()
  documents.set(model, ofModel)
  const known = ofModel.get(audience)
  if (known) return buildASTSchema(known, { assumeValidSDL: true, assumeValid: true })
  const document = parse(graphqlSchema(model, audience), { noLocation: true })
  const schema = buildASTSchema(document)
  ofModel.set(audience, document)
  return schema
}
