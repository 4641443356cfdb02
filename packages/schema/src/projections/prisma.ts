import { columnName, upperFirst, type Entity, type Field, type FieldKind, type Model, type One } from '../index.ts'

/** The Prisma type and native type of each kind. https://www.prisma.io/docs/orm/reference/prisma-schema-reference */
const columns = {
  id: () => ['String', '@db.Uuid'],
  text: (field) => ['String', `@db.VarChar(${field.max ?? 255})`],
  longText: () => ['String', '@db.Text'],
  localized: () => ['Json', '@db.JsonB'],
  textList: () => ['String[]', '@db.Text'],
  choice: () => ['String', '@db.VarChar(40)'],
  boolean: () => ['Boolean', ''],
  integer: () => ['Int', ''],
  decimal: (field) => ['Decimal', `@db.Decimal(${15 + (field.scale ?? 4)}, ${field.scale ?? 4})`],
  quantity: () => ['Decimal', '@db.Decimal(19, 6)'],
  money: () => ['Decimal', '@db.Decimal(19, 4)'],
  date: () => ['DateTime', '@db.Date'],
  instant: () => ['DateTime', '@db.Timestamptz(3)'],
  json: () => ['Json', '@db.JsonB'],
  secret: (field) => ['String', `@db.VarChar(${field.max ?? 255})`],
} satisfies Record<FieldKind, (field: Field) => [type: string, native: string]>

function defaultOf(field: Field): string {
  if (field.default === undefined) return ''
  if (Array.isArray(field.default)) return `@default([${field.default.map((item) => JSON.stringify(item)).join(', ')}])`
  return `@default(${typeof field.default === 'string' ? JSON.stringify(field.default) : String(field.default)})`
}

const line = (...parts: string[]) => '  ' + parts.filter(Boolean).join(' ')
const map = (name: string) => (columnName(name) === name ? '' : `@map("${columnName(name)}")`)

function fieldLine(name: string, field: Field): string {
  const [type, native] = columns[field.kind](field)
  return line(
    name,
    type + (field.optional && field.kind !== 'textList' ? '?' : ''),
    field.unique ? '@unique' : '',
    defaultOf(field),
    map(name),
    native,
  )
}

const onDelete = { restrict: 'Restrict', cascade: 'Cascade', setNull: 'SetNull' } as const

function relationLines(entity: Entity, name: string, relation: One): string[] {
  const key = `${name}Id`
  return [
    line(key, `String${relation.optional ? '?' : ''}`, relation.unique ? '@unique' : '', map(key), '@db.Uuid'),
    line(
      name,
      upperFirst(relation.to) + (relation.optional ? '?' : ''),
      `@relation("${entity.name}_${name}", fields: [${key}], references: [id], onDelete: ${onDelete[relation.onDelete ?? 'restrict']}, onUpdate: Cascade)`,
    ),
  ]
}

/** Prisma wants both ends of a relation; the far ends that the model does not name are written here. */
function backLines(model: Model, entity: Entity): string[] {
  return [...model.entities.values()].flatMap((other) =>
    Object.entries(other.relations).flatMap(([name, relation]) => {
      if (relation.relation !== 'one' || relation.to !== entity.name) return []
      const named = Object.entries(entity.relations).find(
        ([, back]) => back.relation === 'many' && back.to === other.name && back.by === name,
      )
      const type = upperFirst(other.name) + (relation.unique ? '?' : '[]')
      return [
        line(
          named?.[0] ?? `by${upperFirst(other.name)}${upperFirst(name)}`,
          type,
          `@relation("${other.name}_${name}")`,
        ),
      ]
    }),
  )
}

/** Columns by which rows are looked up: foreign keys that no other index begins with, and fields that ask for one. */
function indexLines(entity: Entity): string[] {
  const covered = new Set([...entity.uniques, ...entity.indexes].map((list) => list[0]))
  const wanted = [
    ...Object.entries(entity.relations).flatMap(([name, relation]) =>
      relation.relation === 'one' && !relation.unique ? [`${name}Id`] : [],
    ),
    ...Object.entries(entity.fields).flatMap(([name, field]) => (field.index ? [name] : [])),
  ].filter((name) => !covered.has(name))
  return [
    ...entity.uniques.map((list) => line(`@@unique([${list.join(', ')}])`)),
    ...[...entity.indexes, ...wanted.map((name) => [name])].map((list) => line(`@@index([${list.join(', ')}])`)),
  ]
}

function modelText(model: Model, entity: Entity): string {
  return [
    `/// ${entity.doc}`,
    `model ${upperFirst(entity.name)} {`,
    line('id', 'String', '@id', '@db.Uuid'),
    ...Object.entries(entity.fields).map(([name, field]) => fieldLine(name, field)),
    ...Object.entries(entity.relations).flatMap(([name, relation]) =>
      relation.relation === 'one' ? relationLines(entity, name, relation) : [],
    ),
    ...backLines(model, entity),
    line('createdAt', 'DateTime', '@default(now())', '@map("created_at")', '@db.Timestamptz(3)'),
    line('updatedAt', 'DateTime', '@default(now())', '@map("updated_at")', '@db.Timestamptz(3)'),
    '',
    ...indexLines(entity),
    line(`@@map("${entity.table}")`),
    '}',
  ].join('\n')
}

/** prisma/schema.prisma: a model an entity; the plumbing stands by hand in prisma/plumbing.prisma. */
export function prismaSchema(model: Model): string {
  return (
    [
      '// Derived from packages/schema by `npm run derive`. Do not edit.',
      'datasource db {\n  provider = "postgresql"\n}',
      ...[...model.entities.values()].map((entity) => modelText(model, entity)),
    ].join('\n\n') + '\n'
  )
}
