// What of an older contract is still promised: not what was said to go, once its day has come. Days are texts, `2027-11-01`, so they compare as they stand.
import { sunsetIn } from '@portico/schema'
import { Kind, parse, print, visit, type ASTNode, type DocumentNode } from 'graphql'
import type { FileContract } from './file-breaks.ts'
import type { OpenapiDocument } from './openapi-breaks.ts'
import { sunsetOf } from './sunsets.ts'

const isOver = (sunset: string | undefined, today: string) => sunset !== undefined && sunset <= today

/** A schema without the fields, arguments and values whose time is over, and without types that nothing leads to any more. */
export function stillPromisedGraphql(schema: string, today: string): string {
  const over = (node: ASTNode) => (isOver(sunsetOf(node), today) ? null : undefined)
  const left: DocumentNode = visit(parse(schema), {
    FieldDefinition: over,
    InputValueDefinition: over,
    EnumValueDefinition: over,
  })
  return print({ ...left, definitions: reachable(left) })
}

function reachable(document: DocumentNode): DocumentNode['definitions'] {
  const named = new Map(
    document.definitions.flatMap((definition) =>
      'name' in definition && definition.name && definition.kind !== Kind.DIRECTIVE_DEFINITION
        ? [[definition.name.value, definition] as const]
        : [],
    ),
  )
  const found = new Set<string>()
  const follow = (name: string): void => {
    if (found.has(name)) return
    found.add(name)
    const definition = named.get(name)
    if (definition) visit(definition, { NamedType: ({ name: { value } }) => follow(value) })
  }
  for (const root of ['Query', 'Mutation', 'Subscription']) follow(root)
  return document.definitions.filter(
    (definition) => !('name' in definition && definition.name && named.has(definition.name.value)) || found.has(definition.name.value),
  )
}

type Json = unknown
const isObject = (value: Json): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isGone = (value: Json, today: string) =>
  isObject(value) && value.deprecated === true && isOver(value['x-sunset'] as string | undefined, today)

/** A document without the operations, parameters and members whose time is over. */
export function stillPromisedOpenapi(document: OpenapiDocument, today: string): OpenapiDocument {
  const without = (value: Json): Json => {
    if (Array.isArray(value)) return value.filter((part) => !isGone(part, today)).map(without)
    if (!isObject(value)) return value
    const left = Object.entries(value).filter(([, part]) => !isGone(part, today))
    const whole = Object.fromEntries(left.map(([key, part]) => [key, without(part)]))
    const { properties } = value
    const gone = (name: unknown) => isObject(properties) && isGone(properties[String(name)], today)
    return Array.isArray(value.required) ? { ...whole, required: value.required.filter((name) => !gone(name)) } : whole
  }
  return without(document) as OpenapiDocument
}

/** A layout without the columns, relations and fields of theirs whose time is over; undefined where that of the whole entity is. */
export function stillPromisedFiles(layout: FileContract, today: string): FileContract | undefined {
  const going = ({ doc }: { doc?: string }) => isOver(sunsetIn(doc), today)
  if (going(layout)) return undefined
  const children = Object.entries(layout.children).flatMap(([name, child]) => {
    const fields = child.fields.filter((field) => !isOver(child.sunsets?.[field], today))
    return going(child) ? [] : [[name, { ...child, fields }] as const]
  })
  return {
    ...layout,
    columns: layout.columns.filter((column) => !going(column)),
    children: Object.fromEntries(children),
  }
}
