import {
  choiceName,
  isField,
  upperFirst,
  type Entity,
  type Field,
  type FieldKind,
  type Model,
  type TypeRef,
} from '../index.ts'

/** A kind in TypeScript: as a column of a row, and as a value that verbs take and answer. */
const kinds = {
  id: () => ({ row: 'string', value: 'string' }),
  text: () => ({ row: 'string', value: 'string' }),
  longText: () => ({ row: 'string', value: 'string' }),
  localized: () => ({ row: 'Localized', value: 'string' }),
  textList: () => ({ row: 'string[]', value: 'string[]' }),
  choice: (field, owner, key) => ({ row: choiceName(field, owner, key), value: choiceName(field, owner, key) }),
  boolean: () => ({ row: 'boolean', value: 'boolean' }),
  integer: () => ({ row: 'number', value: 'number' }),
  decimal: () => ({ row: 'string', value: 'string' }),
  quantity: () => ({ row: 'string', value: 'string' }),
  money: () => ({ row: 'string', value: 'MoneyValue' }),
  date: () => ({ row: 'string', value: 'string' }),
  instant: () => ({ row: 'Date', value: 'Date' }),
  json: (field) => {
    const name = field.shape ? `${field.shape}${field.list ? '[]' : ''}` : 'Json'
    return { row: name, value: name }
  },
  secret: () => ({ row: 'string', value: 'string' }),
} satisfies Record<FieldKind, (field: Field, owner: string, key: string) => { row: string; value: string }>

const kindOf = (field: Field, owner: string, key: string) => kinds[field.kind](field, owner, key)

function columnType(field: Field, owner: string, key: string): string {
  const row = kindOf(field, owner, key).row + (field.optional ? ' | null' : '')
  // jsonb is written as text that was serialized once, and read as a document.
  if (field.kind === 'json' || field.kind === 'localized') {
    const written = `Json | string${field.optional ? ' | null' : ''}`
    return `ColumnType<${row}, ${written}${field.optional || field.default !== undefined ? ' | undefined' : ''}, ${written}>`
  }
  return field.default !== undefined ? `Generated<${row}>` : row
}

function tableText(entity: Entity): string {
  const lines = Object.entries(entity.fields).map(([key, field]) => `  ${key}: ${columnType(field, entity.name, key)}`)
  for (const [key, relation] of Object.entries(entity.relations))
    if (relation.relation === 'one') lines.push(`  ${key}Id: string${relation.optional ? ' | null' : ''}`)
  return `/** ${entity.doc} */\nexport interface ${upperFirst(entity.name)}Table {\n  id: string\n${lines.join('\n')}\n  createdAt: Generated<Date>\n  updatedAt: Generated<Date>\n}`
}

function valueType(type: TypeRef, owner: string, key: string): string {
  const name = isField(type)
    ? kindOf(type, owner, key).value
    : type.ref === 'page'
      ? `Page<${upperFirst(type.name)}Answer>`
      : type.ref === 'entity'
        ? `${upperFirst(type.name)}Answer`
        : type.name
  return type.list && !(isField(type) && type.kind === 'json') ? `${name}[]` : name
}

const member = (type: TypeRef, owner: string, key: string, given: boolean) =>
  `${key}${type.optional ? '?' : ''}: ${valueType(type, owner, key)}${type.optional && !(given && isField(type) && type.default !== undefined) ? ' | null' : ''}`

const record = (fields: Readonly<Record<string, TypeRef>>, owner: string) =>
  `{ ${Object.entries(fields)
    .map(([key, type]) => member(type, owner, key, true))
    .join('; ')} }`

function answerText(entity: Entity): string {
  const lines = [...Object.entries(entity.fields), ...Object.entries(entity.computed)]
    .filter(([, type]) => type.show?.length !== 0)
    .map(([key, type]) => `  ${key}?: ${valueType(type, entity.name, key)} | null`)
  for (const [key, relation] of Object.entries(entity.relations)) {
    const target = `${upperFirst(relation.to)}Answer`
    lines.push(`  ${key}?: ${relation.relation === 'one' ? `${target} | null` : `${target}[]`}`)
  }
  return `export interface ${upperFirst(entity.name)}Answer {\n  id: string\n${lines.join('\n')}\n}`
}

function verbMap(model: Model, kind: 'actions' | 'questions', name: string): string {
  const lines = [...model[kind]].map(([dotted, verb]) => {
    const [entity = '', action = ''] = dotted.split('.')
    const owner = entity + upperFirst(action)
    const input = Object.keys(verb.input).length > 0 ? record(verb.input, owner) : 'Record<string, never>'
    return `  '${dotted}': { input: ${input}; result: ${valueType(verb.result, owner, 'result')}${verb.result.optional ? ' | null' : ''} }`
  })
  return `export interface ${name} {\n${lines.join('\n')}\n}`
}

/** apps/api/src/kernel/contract.ts: tables for queries, inputs and answers for verbs. */
export function contractSource(model: Model): string {
  const entities = [...model.entities.values()]
  return (
    [
      '// Derived from packages/schema by `npm run derive`. Do not edit.',
      "import type { ColumnType, Generated } from 'kysely'",
      'export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }',
      '/** One text per language code. */\nexport type Localized = Record<string, string>',
      '/** `amount` is an exact decimal; `currency` an ISO 4217 code. */\nexport interface MoneyValue {\n  amount: string\n  currency: string\n}',
      'export interface Page<T> {\n  items: T[]\n  total: number\n  pageInfo: PageInfo\n}',
      ...[...model.choices].map(
        ([name, values]) => `export type ${name} = ${values.map((value) => `'${value}'`).join(' | ')}`,
      ),
      ...[...model.shapes.values()].map(
        (shape) =>
          `/** ${shape.doc} */\nexport interface ${shape.name} {\n${Object.entries(shape.fields)
            .map(([key, type]) => `  ${member(type, shape.name, key, false)}`)
            .join('\n')}\n}`,
      ),
      ...entities.map(tableText),
      `export interface Tables {\n${entities.map((entity) => `  ${entity.table.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())}: ${upperFirst(entity.name)}Table`).join('\n')}\n}`,
      '// What readers answer: only what was asked for needs to be there.',
      ...entities.map(answerText),
      verbMap(model, 'actions', 'Actions'),
      verbMap(model, 'questions', 'Questions'),
    ].join('\n\n') + '\n'
  )
}
