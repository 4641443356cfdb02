import { graphqlSchema } from '@portico/schema/projections/graphql'
import { buildSchema, GraphQLError, Kind, type GraphQLScalarType, type GraphQLSchema } from 'graphql'
import type { Engine, Wanted } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'

/** What graphql-jit's enricher adds to the info of every resolver (see execute.ts). */
export interface Enriched {
  wanted: Wanted
}

type Resolver = (source: unknown, args: Record<string, unknown>, ctx: Ctx, info: Enriched) => unknown

/** The storefront's schema with resolvers at its roots only: below them everything is plain data, read as far as it was asked for. */
export function storefrontSchema(engine: Engine): GraphQLSchema {
  const schema = buildSchema(graphqlSchema(engine.model, 'storefront'))
  writeScalars(schema)
  const roots = resolvers(engine)
  for (const type of [schema.getQueryType(), schema.getMutationType()])
    for (const field of Object.values(type?.getFields() ?? {})) {
      const resolve = roots.get(field.name)
      if (!resolve) throw new Error(`the storefront schema has the field ${field.name}, and nothing answers it`)
      field.resolve = resolve as unknown as typeof field.resolve
    }
  return schema
}

function resolvers(engine: Engine): Map<string, Resolver> {
  const { model } = engine
  const found = new Map<string, Resolver>()
  for (const name of model.questions.keys())
    found.set(fieldName(name), (_source, args, ctx, { wanted }) => engine.ask(name, args.input, ctx, wanted))
  for (const name of model.actions.keys())
    found.set(fieldName(name), (_source, args, ctx, { wanted }) => engine.act(name, args.input, ctx, wanted))
  for (const entity of model.entities.values()) {
    if (entity.storefront.includes('get'))
      found.set(entity.name, (_source, args, ctx, { wanted }) => engine.get(entity.name, String(args.id), ctx, wanted))
    if (entity.storefront.includes('list'))
      found.set(entity.plural, (_source, args, ctx, { wanted }) =>
        engine.list(
          entity.name,
          { first: Number(args.first), after: args.after as string | null | undefined },
          ctx,
          wanted,
        ),
      )
  }
  return found
}

/** `cart.addLine` → `cartAddLine`. */
const fieldName = (dotted: string): string => {
  const [entity = '', verb = ''] = dotted.split('.')
  return entity + verb.charAt(0).toUpperCase() + verb.slice(1)
}

const decimalText = /^-?\d{1,15}(\.\d{1,6})?$/

function writeScalars(schema: GraphQLSchema): void {
  change(schema, 'Decimal', String, (value) => {
    const text = typeof value === 'number' ? String(value) : value
    if (typeof text !== 'string' || !decimalText.test(text))
      throw new GraphQLError('A Decimal is written as "19.99": digits, a point, at most 6 digits.')
    return text
  })
  change(
    schema,
    'DateTime',
    (value) => (value instanceof Date ? value.toISOString() : String(value)),
    (value) => {
      const date = value instanceof Date ? value : new Date(String(value))
      if (Number.isNaN(date.getTime()))
        throw new GraphQLError('A DateTime is written as 2026-11-23T09:30:00Z (RFC 3339).')
      return date
    },
  )
  change(schema, 'Date', String, (value) => {
    if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value))
      throw new GraphQLError('A Date is written as 2026-11-23.')
    return value
  })
}

function change(
  schema: GraphQLSchema,
  name: string,
  serialize: (value: unknown) => unknown,
  parse: (value: unknown) => unknown,
): void {
  const scalar = schema.getType(name) as GraphQLScalarType | undefined
  if (!scalar) return
  scalar.serialize = serialize
  scalar.parseValue = parse
  scalar.parseLiteral = (node) => {
    if (node.kind !== Kind.STRING && node.kind !== Kind.INT && node.kind !== Kind.FLOAT)
      throw new GraphQLError(`${name} cannot be written like this`, { nodes: node })
    return parse(node.value)
  }
}
