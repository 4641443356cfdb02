/** Writes everything that outsiders and the database see of the model; `--check` writes nothing and fails where the tree differs. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { model, pictureWidths } from '../index.ts'
import { contractSource } from '../projections/contract.ts'
import { eventsDocument } from '../projections/events.ts'
import { fileContract } from '../projections/file-contract.ts'
import { formsContract } from '../projections/forms.ts'
import { graphqlSchema } from '../projections/graphql.ts'
import { newsSql } from '../projections/news.ts'
import { openapiText } from '../projections/openapi.ts'
import { prismaSchema } from '../projections/prisma.ts'
import { referencePages } from '../projections/reference.ts'
import { statesSql } from '../projections/states.ts'
import { textsSql } from '../projections/texts.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
/** Folders of which every file is derived. */
const [reference, layouts] = ['docs/reference', 'contracts/files']

const files: Record<string, string> = {
  'prisma/schema.prisma': prismaSchema(model),
  'prisma/sql/05-states.sql': statesSql(model),
  'prisma/sql/06-texts.sql': textsSql(model),
  'contracts/forms.json': formsContract(model, pictureWidths),
  'prisma/sql/13-entity-news.sql': newsSql(model),
  'contracts/webhooks/events.json': eventsDocument(model),
  'contracts/graphql/storefront.graphql': graphqlSchema(model, 'storefront'),
  'contracts/graphql/back-office.graphql': graphqlSchema(model, 'backOffice'),
  'contracts/openapi/back-office.json': openapiText(model, 'backOffice'),
  'contracts/openapi/storefront.json': openapiText(model, 'storefront'),
  'apps/api/src/kernel/contract.ts': contractSource(model),
  ...Object.fromEntries(Object.entries(referencePages(model)).map(([name, text]) => [`${reference}/${name}`, text])),
  ...Object.fromEntries(
    [...model.entities.values()].map((entity) => [`${layouts}/${entity.name}.json`, fileContract(model, entity)]),
  ),
}

const read = (file: string) => (existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : undefined)
const stray = [reference, layouts]
  .flatMap((folder) =>
    existsSync(join(root, folder)) ? readdirSync(join(root, folder)).map((name) => `${folder}/${name}`) : [],
  )
  .filter((file) => !(file in files))
const stale = Object.keys(files).filter((file) => read(file) !== files[file])

if (process.argv.includes('--check')) {
  for (const file of stale) process.stderr.write(`${file} differs from the model\n`)
  for (const file of stray) process.stderr.write(`${file} belongs to nothing in the model\n`)
  if (stale.length + stray.length > 0) {
    process.stderr.write('Run `npm run derive` and commit what it writes.\n')
    process.exit(1)
  }
  process.stdout.write(`derive --check: ${Object.keys(files).length} files agree with the model\n`)
} else {
  for (const file of stale) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), files[file] ?? '')
    process.stdout.write(`wrote ${file}\n`)
  }
  for (const file of stray) rmSync(join(root, file))
  process.stdout.write(`derive: ${stale.length} of ${Object.keys(files).length} files changed\n`)
}
