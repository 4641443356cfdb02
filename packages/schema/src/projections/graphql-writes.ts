import { upperFirst, writableInput, writableLinks, type Entity, type TypeRef } from '../index.ts'
import { deedsOf, writeField, type Deed } from './graphql-names.ts'
import { doc, inputLines, type Writer } from './graphql-writer.ts'

const member = (writer: Writer, entity: Entity, key: string, type: TypeRef) =>
  inputLines(writer, entity.name, { [key]: type })

const keyNamed = (writer: Writer, name: string) => writer.model.entities.get(name)?.naturalKey !== undefined

/** What names a row outside: the members of its natural key; a row that belongs to it is named by its own key, or by its id. */
function keyInput(writer: Writer, entity: Entity): string {
  const lines = (entity.naturalKey ?? []).flatMap((name) => {
    const field = entity.fields[name]
    if (field) return member(writer, entity, name, { ...field, default: undefined })
    const to = entity.relations[name]?.to ?? ''
    return keyNamed(writer, to) ? [`  ${name}: ${upperFirst(to)}Key`, `  ${name}Id: ID`] : [`  ${name}Id: ID!`]
  })
  return [`input ${upperFirst(entity.name)}Key {`, ...lines, '}'].join('\n')
}

/** What a write takes: fields by their names; links by id, or by the key of the row that is linked to. */
function writeInput(writer: Writer, entity: Entity, deed: 'create' | 'update' | 'upsert'): string {
  const key: readonly string[] = deed === 'upsert' ? (entity.naturalKey ?? []) : []
  const given = writableInput(entity, deed === 'update' ? 'update' : 'create')
  const links = writableLinks(entity, deed === 'update' ? 'update' : 'create')
  const lines = Object.entries(given).flatMap(([name, type]) => {
    const link = name.endsWith('Id') ? name.slice(0, -2) : name
    if (key.includes(link)) return []
    const target = name in entity.fields ? undefined : links[link]?.to
    const choice = target !== undefined && keyNamed(writer, target)
    const optional = type.optional === true || deed === 'upsert' || choice
    return [
      ...member(writer, entity, name, { ...type, optional }),
      ...(choice ? [`  ${link}: ${upperFirst(target)}Key`] : []),
    ]
  })
  // GraphQL knows no input without members
  const members = lines.length > 0 ? lines : ['  """There is nothing to say."""', '  nothing: Boolean']
  return [`input ${upperFirst(writeField(entity, deed))}Input {`, ...members, '}'].join('\n')
}

/** The arguments of a write, the same at the root and in a batch. */
function argumentsOf(entity: Entity, deed: Deed): string[] {
  const type = upperFirst(entity.name)
  const input = `input: ${upperFirst(writeField(entity, deed))}Input!`
  const arguments_: Record<Deed, string[]> = {
    create: [input],
    update: ['id: ID!', input, 'ifVersion: String'],
    upsert: [`key: ${type}Key!`, input],
    delete: ['id: ID!', 'ifVersion: String'],
    deleteWhere: [`filter: ${type}Filter!`],
  }
  return arguments_[deed]
}

const docs: Record<Deed, string> = {
  create: '',
  update: '`ifVersion`: only if the row is still at that version (VERSION_OUTDATED).',
  upsert: 'Changes the row of this key, or adds it.',
  delete: '',
  deleteWhere: 'Takes all rows away that the filter finds, or none. Refuses more than 10,000 (TOO_MANY_ROWS).',
}

/** Everything by which an entity is written: root fields, and the types that they need. */
export function writesOf(writer: Writer, entity: Entity): { fields: string[]; types: string[] } {
  const type = upperFirst(entity.name)
  const deeds = deedsOf(entity)
  const inputs = deeds.filter((deed) => deed === 'create' || deed === 'update' || deed === 'upsert')
  return {
    fields: deeds.flatMap((deed) => [
      ...doc(docs[deed]),
      `  ${writeField(entity, deed)}(${[...argumentsOf(entity, deed), 'dryRun: Boolean! = false'].join(', ')}): ${deed === 'delete' || deed === 'deleteWhere' ? 'Deletion' : `${type}Payload`}!`,
    ]),
    types: [
      ...(entity.naturalKey ? [keyInput(writer, entity)] : []),
      ...inputs.map((deed) => writeInput(writer, entity, deed)),
      ...(inputs.length > 0
        ? [
            `type ${type}Payload {\n  id: ID!\n  version: String!\n  """false: it was there already."""\n  created: Boolean!\n  """Null where the caller may not read it."""\n  ${entity.name}: ${type}\n}`,
          ]
        : []),
      ...deeds.map(
        (deed) =>
          `input ${upperFirst(writeField(entity, deed))}Operation {\n  ${argumentsOf(entity, deed).join('\n  ')}\n}`,
      ),
    ],
  }
}

/** All plain writes as operations of a batch, each named and given its arguments as at the root. */
export function batchTypes(entities: readonly Entity[]): string {
  const lines = entities.flatMap((entity) =>
    deedsOf(entity).map((deed) => `  ${writeField(entity, deed)}: ${upperFirst(writeField(entity, deed))}Operation`),
  )
  return `"""One write: exactly one member besides \`local\` is given."""
input BatchOperation {
  """A name for the row, by which later operations say its id: "local:<name>"."""
  local: String
${lines.join('\n')}
}

type BatchResult {
  """As it is named in the batch: productCreate."""
  operation: String!
  local: String
  """The row that was written; null where several were deleted."""
  id: ID
  version: String
  created: Boolean!
  """Rows that were written or deleted."""
  count: Int!
}

type Deletion {
  """How many rows are gone, or would be."""
  count: Int!
}`
}

export const batchField = [
  ...doc('All of them in their order, in one transaction: where one is refused, nothing has happened. At most 500.'),
  '  batch(operations: [BatchOperation!]!, dryRun: Boolean! = false): [BatchResult!]!',
]
