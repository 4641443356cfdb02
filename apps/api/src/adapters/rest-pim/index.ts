import type { Calling, ExchangeModule, ExchangeRecord, Fetched } from '../../domain/integrations/port.ts'
import { CallFailed } from '../../domain/integrations/port.ts'
import { CursorGone, PimApi } from './api.ts'
import { checkPim } from './check.ts'
import { goneOf, itemOf, pageOf, type Kind } from './items.ts'
import { picturesOf } from './pictures.ts'
import { attributeRecord, categoryRecord, productRecord } from './records.ts'
import { credentialsSchema, keyOf, settingsOf, settingsSchema, type PimSettings } from './settings.ts'

const apiOf = (settings: PimSettings, { credentials, signal }: Pick<Calling, 'credentials' | 'signal'>): PimApi =>
  new PimApi({ baseUrl: settings.baseUrl, apiKey: keyOf(credentials), signal })

/** An item as records; one that is not as it should be is one record, with what is wrong with it. */
async function* recordsOf(
  kind: Kind,
  given: unknown,
  { api, settings, pictures }: { api: PimApi; settings: PimSettings; pictures: Calling['pictures'] },
): AsyncGenerator<ExchangeRecord> {
  const gone = goneOf(given)
  const problem = gone ? undefined : itemOf[kind].safeParse(given).error?.issues[0]
  if (problem) {
    const { sku, code } = (given ?? {}) as { sku?: unknown; code?: unknown }
    const [column, value] = [problem.path.join('.') || kind, JSON.stringify(sku ?? code ?? null)]
    const params = { field: column, problem: problem.message }
    yield { at: { column, value }, deeds: [], objections: [{ code: 'FIELD_INVALID', params }] }
  } else if (kind === 'categories') yield categoryRecord(gone ?? itemOf.categories.parse(given), settings)
  else if (kind === 'attributes') yield attributeRecord(gone ?? itemOf.attributes.parse(given), settings)
  else {
    const item = gone ?? itemOf.products.parse(given)
    const record = productRecord(item, settings)
    yield record
    if (!item.deleted && !record.objections) yield* picturesOf(item, { api, keeper: pictures, settings })
  }
}

async function fetchPage(cursor: unknown, { connector, ...calling }: Calling): Promise<Fetched> {
  const settings = settingsOf(calling.settings)
  const api = apiOf(settings, calling)
  const kind = connector.messageType as Kind
  const query = {
    limit: String(settings.pageSize),
    ...(typeof cursor === 'string' ? { cursor } : {}),
  }
  const read = pageOf.safeParse(await api.json(kind, query))
  if (!read.success) throw new CallFailed(`The PIM answered with a page of ${kind} that is none.`)
  const records: ExchangeRecord[] = []
  for (const item of read.data.items)
    for await (const record of recordsOf(kind, item, { api, settings, pictures: calling.pictures }))
      records.push(record)
  return { records, cursor: read.data.cursor, more: read.data.more }
}

/** A PIM with a REST API that tells page by page what changed behind a cursor: categories, attributes, and products with texts, values and pictures. */
export const restPimModule: ExchangeModule = {
  code: 'rest-pim',
  name: 'PIM (REST)',
  settings: settingsSchema,
  credentials: credentialsSchema,
  messages: [
    {
      type: 'categories',
      direction: 'in',
      entity: 'category',
      writes: ['category'],
      doc: 'The tree of categories. What is taken away there is shown no more.',
    },
    {
      type: 'attributes',
      direction: 'in',
      entity: 'attribute',
      writes: ['attribute', 'attributeOption'],
      doc: 'Attributes and their options.',
    },
    {
      type: 'products',
      direction: 'in',
      entity: 'product',
      writes: ['product', 'productUnit', 'productCategory', 'productImage'],
      doc: 'Products with texts, values, places in categories, and pictures. What is taken away there is sold no more.',
    },
  ],
  check: ({ settings, ...asked }) => {
    const read = settingsOf(settings)
    return checkPim(apiOf(read, asked), read, asked)
  },
  fetch: async (cursor, calling) => {
    try {
      return await fetchPage(cursor, calling)
    } catch (error) {
      // what the PIM does not know any more is asked for from the start: what stands so already changes nothing
      if (!(error instanceof CursorGone) || cursor === undefined) throw error
      return { ...(await fetchPage(undefined, calling)), anew: true }
    }
  },
}
