import { GraphQLError, Kind, valueFromASTUntyped, type GraphQLScalarType, type GraphQLSchema } from 'graphql'

const decimalText = /^-?\d{1,15}(\.\d{1,6})?$/
const language = /^[a-z]{2}(-[A-Z]{2})?$/

/** Gives the scalars of a schema that was built from text their manners: how they are written, and what is taken for them. */
export function writeScalars(schema: GraphQLSchema): void {
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
  writeLocalizedText(schema)
}

function writeLocalizedText(schema: GraphQLSchema): void {
  const scalar = schema.getType('LocalizedText') as GraphQLScalarType | undefined
  if (!scalar) return
  const parse = (value: unknown): unknown => {
    const texts =
      typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : undefined
    if (!texts?.every(([code, text]) => language.test(code) && typeof text === 'string'))
      throw new GraphQLError('A LocalizedText is written as {"en": "Drill", "de": "Bohrer"}: a text for each language.')
    return value
  }
  scalar.parseValue = parse
  scalar.parseLiteral = (node, variables) => parse(valueFromASTUntyped(node, variables))
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
