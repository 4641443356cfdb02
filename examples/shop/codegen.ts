// Makes src/generated/portico.ts of src/operations.graphql: each operation as a text with the types of its variables and its answer,
// checked against the schema that Portico promises.
import { codegen } from '@graphql-codegen/core'
import * as typedDocument from '@graphql-codegen/typed-document-node'
import * as types from '@graphql-codegen/typescript'
import * as operationTypes from '@graphql-codegen/typescript-operations'
import { buildSchema, parse, printSchema, validate } from 'graphql'
import { mkdir, readFile, writeFile } from 'node:fs/promises'

const read = (path: string) => readFile(new URL(path, import.meta.url), 'utf8')

const schema = buildSchema(await read('../../contracts/graphql/storefront.graphql'))
const document = parse(await read('src/operations.graphql'))
const mistakes = validate(schema, document)
for (const mistake of mistakes) console.error(`${mistake.toString()}\n`)
if (mistakes.length > 0) process.exit(1)

const text = await codegen({
  schema: parse(printSchema(schema)),
  documents: [{ location: 'operations.graphql', document }],
  filename: 'portico.ts',
  config: {
    scalars: { ID: 'string', Decimal: 'string', DateTime: 'string', Date: 'string', JSON: 'unknown' },
    documentMode: 'string',
    enumsAsTypes: true,
    onlyOperationTypes: true,
    skipTypename: true,
    useTypeImports: true,
    dedupeFragments: true,
  },
  plugins: [{ types: {} }, { operationTypes: {} }, { typedDocument: {} }],
  pluginMap: { types, operationTypes, typedDocument },
})
await mkdir(new URL('src/generated/', import.meta.url), { recursive: true })
await writeFile(new URL('src/generated/portico.ts', import.meta.url), text)
