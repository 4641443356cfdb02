import {
  isField,
  upperFirst,
  writableInput,
  type Audience,
  type Entity,
  type Model,
  type Question,
  type Shape,
  type TypeRef,
} from '../index.ts'
import { doc, inputLines, readLine, shows, Writer } from './graphql-writer.ts'

function entityType(writer: Writer, entity: Entity): string {
  const lines = ['  id: ID!']
  for (const [key, field] of Object.entries(entity.fields))
    if (shows(field, writer.audience)) lines.push(...readLine(writer, entity.name, key, field))
  for (const [key, relation] of Object.entries(entity.relations)) {
    if (!shows(relation, writer.audience)) continue
    const target = upperFirst(relation.to)
    lines.push(
      ...doc(relation.doc),
      relation.relation === 'one' ? `  ${key}: ${target}${relation.optional ? '' : '!'}` : `  ${key}: [${target}!]!`,
    )
  }
  for (const [key, type] of Object.entries(entity.computed))
    if (shows(type, writer.audience)) lines.push(...readLine(writer, entity.name, key, type))
  if (writer.audience === 'backOffice') lines.push('  createdAt: DateTime!', '  updatedAt: DateTime!')
  return [...doc(entity.doc, ''), `type ${upperFirst(entity.name)} {`, ...lines, '}'].join('\n')
}

function verbLines(writer: Writer, entity: Entity, kind: 'actions' | 'questions', inputs: string[]): string[] {
  return Object.entries<Question>(entity[kind]).flatMap(([name, verb]) => {
    if (!verb.show.includes(writer.audience)) return []
    const field = entity.name + upperFirst(name)
    const hasInput = Object.keys(verb.input).length > 0
    const refusals = verb.refusals?.length ? ` Refuses with: ${verb.refusals.join(', ')}.` : ''
    if (hasInput)
      inputs.push([`input ${upperFirst(field)}Input {`, ...inputLines(writer, field, verb.input), '}'].join('\n'))
    const required = Object.values(verb.input).some(
      (type) => !type.optional && (!isField(type) || type.default === undefined),
    )
    const result = `${writer.typeName(verb.result, 'read', field, 'result')}${verb.result.optional ? '' : '!'}`
    return [
      ...doc(verb.doc + refusals),
      `  ${field}${hasInput ? `(input: ${upperFirst(field)}Input${required ? '!' : ' = {}'})` : ''}: ${result}`,
    ]
  })
}

/** Reads by id and by page: what the entity offers the storefront; everything for the back office. */
function plainReads(writer: Writer, entity: Entity): string[] {
  const offered = writer.audience === 'backOffice' ? (['get', 'list'] as const) : entity.storefront
  const type = upperFirst(entity.name)
  if (offered.includes('list')) writer.pages.add(entity.name)
  return [
    ...(offered.includes('get') ? [`  ${entity.name}(id: ID!): ${type}`] : []),
    ...(offered.includes('list') ? [`  ${entity.plural}(first: Int = 20, after: String): ${type}Page!`] : []),
  ]
}

function writes(writer: Writer, entity: Entity, inputs: string[]): string[] {
  if (writer.audience === 'storefront') return []
  const type = upperFirst(entity.name)
  const lines: string[] = []
  for (const write of entity.writes) {
    if (write === 'delete') lines.push(`  ${entity.name}Delete(id: ID!): ${type}!`)
    else {
      inputs.push(
        [
          `input ${type}${upperFirst(write)}Input {`,
          ...inputLines(writer, entity.name, writableInput(entity, write)),
          '}',
        ].join('\n'),
      )
      lines.push(
        `  ${entity.name}${upperFirst(write)}(${write === 'update' ? 'id: ID!, ' : ''}input: ${type}${upperFirst(write)}Input!): ${type}!`,
      )
    }
  }
  return lines
}

/** Entities that this audience can come to from any of its questions and actions. */
function reachable(model: Model, audience: Audience): Entity[] {
  const found = new Set<string>()
  const seenShapes = new Set<string>()
  const visitType = (type: TypeRef) => {
    if (isField(type)) {
      if (type.shape) visitShape(type.shape)
    } else if (type.ref === 'shape') visitShape(type.name)
    else visit(type.name)
  }
  const visitShape = (name: string) => {
    if (seenShapes.has(name)) return
    seenShapes.add(name)
    for (const type of Object.values(model.shapes.get(name)?.fields ?? {})) visitType(type)
  }
  const visit = (name: string) => {
    const entity = model.entities.get(name)
    if (!entity || found.has(name)) return
    found.add(name)
    for (const type of [...Object.values(entity.fields), ...Object.values(entity.computed)])
      if (shows(type, audience)) visitType(type)
    for (const relation of Object.values(entity.relations)) if (shows(relation, audience)) visit(relation.to)
  }
  for (const entity of model.entities.values()) {
    if (audience === 'backOffice' || entity.storefront.length > 0) visit(entity.name)
    for (const verb of [...Object.values(entity.actions), ...Object.values(entity.questions)])
      if (verb.show.includes(audience)) visitType(verb.result)
  }
  return [...model.entities.values()].filter((entity) => found.has(entity.name))
}

function shapeTexts(writer: Writer): string[] {
  const texts = new Map<string, string>()
  // Writing a shape may need further shapes: go on until nothing new is asked for.
  for (let before = -1; before !== texts.size;) {
    before = texts.size
    for (const [name, directions] of [...writer.shapes]) {
      const shape = writer.model.shapes.get(name) as Shape
      for (const direction of directions) {
        const key = `${name}:${direction}`
        if (texts.has(key)) continue
        const lines =
          direction === 'read'
            ? Object.entries(shape.fields).flatMap(([field, type]) => readLine(writer, name, field, type))
            : inputLines(writer, name, shape.fields)
        texts.set(
          key,
          [
            ...doc(shape.doc, ''),
            `${direction === 'read' ? 'type' : 'input'} ${name}${direction === 'read' ? '' : 'Input'} {`,
            ...lines,
            '}',
          ].join('\n'),
        )
      }
    }
  }
  return [...texts.entries()].sort(([a], [b]) => a.localeCompare(b)).map(([, text]) => text)
}

const preamble = `"""An exact decimal number, as a string: "19.99"."""
scalar Decimal
"""A day: 2026-11-23."""
scalar Date
"""A moment: 2026-11-23T09:30:00.000Z (RFC 3339)."""
scalar DateTime
scalar JSON

"""An exact amount of money."""
type Money {
  amount: Decimal!
  """ISO 4217."""
  currency: String!
}`

/** The SDL of one audience's GraphQL API. */
export function graphqlSchema(model: Model, audience: Audience): string {
  const writer = new Writer(model, audience)
  const entities = reachable(model, audience)
  const inputs: string[] = []
  const types = entities.map((entity) => entityType(writer, entity))
  const all = [...model.entities.values()]
  const queries = all.flatMap((entity) => [
    ...(entities.includes(entity) ? plainReads(writer, entity) : []),
    ...verbLines(writer, entity, 'questions', inputs),
  ])
  const mutations = all.flatMap((entity) => [
    ...writes(writer, entity, inputs),
    ...verbLines(writer, entity, 'actions', inputs),
  ])
  const pages = [...writer.pages].map((name) => {
    writer.typeName({ ref: 'shape', name: 'PageInfo' }, 'read', name, 'pageInfo')
    const type = upperFirst(name)
    return `"""One page of ${model.entities.get(name)?.plural}."""\ntype ${type}Page {\n  items: [${type}!]!\n  total: Int!\n  pageInfo: PageInfo!\n}`
  })
  const shapes = shapeTexts(writer)
  const enums = [...writer.choices]
    .sort()
    .map((name) => `enum ${name} {\n${(model.choices.get(name) ?? []).map((value) => `  ${value}`).join('\n')}\n}`)
  const moneyInput = [...inputs, ...shapes].some((text) => text.includes('MoneyInput'))
    ? ['input MoneyInput {\n  amount: Decimal!\n  currency: String!\n}']
    : []
  return (
    [
      '# Derived from packages/schema by `npm run derive`. Do not edit.',
      ...(audience === 'backOffice' ? ['# A preview: the back-office API is not served yet.'] : []),
      preamble,
      ...moneyInput,
      `type Query {\n${queries.join('\n')}\n}`,
      ...(mutations.length > 0 ? [`type Mutation {\n${mutations.join('\n')}\n}`] : []),
      ...types,
      ...pages,
      ...shapes,
      ...inputs,
      ...enums,
    ].join('\n\n') + '\n'
  )
}
