import { upperFirst, writableInput, writableLinks, type Entity, type TypeRef } from '../index.ts'
import { deedsOf, writeField, type Deed } from './graphql-names.ts'
import { doc, going, inputLines, type Writer } from './graphql-writer.ts'

const member = (writer: Writer, entity: Entity, key: string, type: TypeRef) =>
  inputLines(writer, entity.name, { [key]: type })

/** What a row is called in a system outside. */
const externalKey = `"""What a row is called in a system outside: an external reference."""
input ExternalKey {
  system: String!
  id: String!
}`

/** What names a row outside: its natural key, in which a row that it belongs to is named by its own key or by its id; or an external reference. */
function keyInput(writer: Writer, entity: Entity): string {
  const type = upperFirst(entity.name)
  const { naturalKey } = entity
  if (!naturalKey) return `input ${type}Key {\n  external: ExternalKey!\n}`
  const lines = naturalKey.flatMap((name) => {
    const field = entity.fields[name]
    if (field) return member(writer, entity, name, { ...field, default: undefined, optional: true })
    return [`  ${name}: ${upperFirst(entity.relations[name]?.to ?? '')}Key`, `  ${name}Id: ID`]
  })
  return [
    ...doc(`Either \`external\` alone, or all of: ${naturalKey.join(', ')}.`, ''),
    `input ${type}Key {`,
    ...lines,
    '  external: ExternalKey',
    '}',
  ].join('\n')
}

/** What a write takes: fields by their names; links by id, or by the key of the row that is linked to. */
function writeInput(writer: Writer, entity: Entity, deed: 'create' | 'update' | 'upsert'): string {
  const given = writableInput(entity, deed === 'update' ? 'update' : 'create')
  const links = writableLinks(entity, deed === 'update' ? 'update' : 'create')
  const lines = Object.entries(given).flatMap(([name, type]) => {
    const link = name.endsWith('Id') ? name.slice(0, -2) : name
    const target = name in entity.fields ? undefined : links[link]?.to
    const optional = type.optional === true || deed === 'upsert' || target !== undefined
    return [
      ...member(writer, entity, name, { ...type, optional }),
      ...(target === undefined ? [] : [`  ${link}: ${upperFirst(target)}Key${going(links[link] ?? {})}`]),
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
    upsert: [`key: ${type}Key!`, input, 'ifVersion: String'],
    delete: ['id: ID!', 'ifVersion: String'],
    deleteWhere: [`filter: ${type}Filter!`],
  }
  return arguments_[deed]
}

const docs: Record<Deed, string> = {
  create: '',
  update: '`ifVersion`: only if the row is still at that version (VERSION_OUTDATED).',
  upsert:
    'Changes the row of this key, or adds it; by an external reference, with that. What the key says need not be said in the input. `ifVersion`: only a row that is there, and still at that version.',
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
      `  ${writeField(entity, deed)}(${[...argumentsOf(entity, deed), 'dryRun: Boolean! = false'].join(', ')}): ${deed === 'delete' || deed === 'deleteWhere' ? 'Deletion' : `${type}Payload`}${going(entity)}`,
    ]),
    types: [
      keyInput(writer, entity),
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
    deedsOf(entity).map(
      (deed) => `  ${writeField(entity, deed)}: ${upperFirst(writeField(entity, deed))}Operation${going(entity)}`,
    ),
  )
  return `${externalKey}

"""One write: exactly one member besides \`local\` is given."""
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
  '  batch(operations: [BatchOperation!]!, dryRun: Boolean! = false): [BatchResult!]',
]
