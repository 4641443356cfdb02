import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { munich } from '../../testing/buyer.ts'
import type { Clerk } from '../../testing/clerk.ts'
import { skus } from '../../testing/fixtures/furniture.ts'
import { createPartner, type Partner } from '../../testing/partner.ts'
import { arrivals, connectSap } from '../../testing/sap.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { belongings } from '../../testing/stillness.ts'
import { bytes, fixture, gathered } from './fixtures/asked.ts'
import { layouts } from './idoc/layout.ts'
import { readIdocs } from './idoc/read-idocs.ts'
import type { Segment } from './idoc/segment.ts'
import { writeFlat } from './idoc/write-flat.ts'

let shop: OpenShop
let clerk: Clerk
let settings: Readonly<Record<string, unknown>>
let sap: Partner
let comes: ReturnType<typeof arrivals>
beforeAll(async () => {
  shop = await openShop()
  ;({ sap, clerk, settings } = await connectSap(shop))
  comes = arrivals(shop, sap)
})
afterAll(() => shop.close())

const done = { state: 'done', refused: 0, problems: [] }
const known = layouts()
/** A segment as far as flat files have it. */
const spoken = (segment: Segment): Segment[] => {
  const layout = known.get(segment.name)
  return layout && !layout.unread ? [{ ...segment, children: segment.children.flatMap(spoken) }] : []
}

/** A fixture as a flat file, changed before. */
async function flat(name: string, change: (text: string) => string = (text) => text): Promise<string> {
  const read = await gathered(
    readIdocs(bytes(change(await fixture(`${name}.xml`))), { layouts: known, encoding: 'utf-8' }),
  )
  async function* drafts() {
    for (const { control, segments } of read)
      yield await Promise.resolve({ control, segments: segments.flatMap(spoken) })
  }
  return (await gathered(writeFlat(drafts(), known))).join('')
}
const idOf = async (entity: string, path: string, value: string): Promise<string> => {
  const asked = { page: { size: 1 }, wanted: {}, filter: { path, op: 'eq' as const, value } }
  return (await shop.built.engine.records.list(entity, asked, clerk.ctx)).rows[0]!.id
}

describe('a flat file', () => {
  it('brings materials and customers as XML does', async () => {
    expect(await comes('MATMAS05', await flat('matmas'))).toMatchObject({ ...done, read: 2 })
    const product = await idOf('product', 'sku', '000000000000047110')
    expect(await clerk.read('product', product, 'name', 'gtin', 'status', 'units.conversion')).toMatchObject({
      name: { en: 'Impact drill, 750 W', de: 'Schlagbohrmaschine 750 W & Koffer' },
      gtin: '4006381333931',
      status: 'enabled',
      units: [{ conversion: '1' }, { conversion: '4' }],
    })
    const alone = (text: string) => text.replace(/<E1KNVPM [^]*<\/E1KNVPM>/, '')
    expect(await comes('DEBMAS07', await flat('debmas', alone))).toMatchObject({ ...done, read: 1 })
    const customer = await idOf('customer', 'code', '0000010020')
    expect(await clerk.read('customer', customer, 'name', 'deliveryBlock', 'addresses.city')).toMatchObject({
      name: 'Krämer Werkzeugbau GmbH Abt. Einkauf',
      deliveryBlock: '01',
      addresses: [{ city: 'München' }],
    })
  })

  it('confirms, delivers and bills an order', async () => {
    const customerId = await idOf('customer', 'code', '0000010020')
    const { id } = await clerk.act('order.enter', {
      websiteId: shop.website.id,
      customerId,
      email: 'karla@example.com',
      shippingAddress: munich,
      paymentMethod: 'elsewhere',
      lines: [{ sku: skus.drill, quantity: '5' }],
    })
    const order = id as string
    const { number } = await clerk.read('order', order, 'number')
    const said = (text: string) =>
      text
        .replaceAll('10-2345-678', String(number))
        .replace(/<E1EDP01 SEGMENT="1">\s*<POSEX>000020[^]*?<\/E1EDP01>/, '')
    expect(await comes('ORDRSP', await flat('ordrsp', said))).toMatchObject(done)
    expect(await comes('DELVRY07', await flat('delvry', said))).toMatchObject(done)
    expect(await comes('INVOIC02', await flat('invoic', said))).toMatchObject(done)
    const paths = ['state', 'externalNumber', 'confirmation', 'shipments.number', 'shipments.lines.quantity']
    expect(await clerk.read('order', order, ...paths)).toMatchObject({
      state: 'processing',
      externalNumber: '0000012345',
      confirmation: 'changed',
      shipments: [{ number: '0080001234', lines: [{ quantity: '3' }] }],
    })
    const invoice = await idOf('invoice', 'number', '0090004711')
    expect(await clerk.read('invoice', invoice, 'state', 'kind', 'total', 'order.number')).toMatchObject({
      state: 'issued',
      kind: 'invoice',
      total: { amount: '469.69' },
      order: { number },
    })
  })
})

describe('a credit note', () => {
  it.each([
    ['as it is', 'CRME', (text: string) => text],
    ['with a minus throughout', 'SUBC', (text: string) => text.replace(/<(BETRG|MWSBT|SUMME)>([\d.]+)</g, '<$1>$2-<')],
  ])('stands as one, by its kind, written %s', async (_, type, change) => {
    const number = `00900048${type}`
    const order = await shop.database.db.selectFrom('orders').select('number').executeTakeFirstOrThrow()
    const text = (await fixture('invoic.xml'))
      .replaceAll('0090004711', number)
      .replaceAll('10-2345-678', order.number)
      .replace('<BSART>INVO<', `<BSART>${type}<`)
    expect(await comes('INVOIC02', change(text))).toMatchObject(done)
    const id = await idOf('invoice', 'number', number)
    expect(await clerk.read('invoice', id, 'state', 'kind', 'total', 'subtotal', 'lines.rowTotal')).toMatchObject({
      state: 'issued',
      kind: 'creditNote',
      total: { amount: '469.69' },
      subtotal: { amount: '389.70' },
      lines: [{ rowTotal: { amount: '389.70' } }],
    })
  })
})

describe('a file with a DTD, or with entities of its own', () => {
  it.each([
    [
      'a DTD',
      (text: string) => text.replace('<ZMATMAS05>', '<!DOCTYPE M [<!ENTITY x SYSTEM "file:///etc/passwd">]>$&'),
    ],
    ['an entity', (text: string) => text.replace('Schlagbohrmaschine', '&x;')],
  ])('lies in error/, is told to its partner, and moves nothing: %s', async (what, change) => {
    const contactEmail = `${what.replaceAll(' ', '-').toLowerCase()}@partner.test`
    const partner = await createPartner(shop, {
      module: 'sap',
      account: { contactEmail },
      integration: { settings },
    })
    const kept = async () =>
      Object.entries(await belongings(shop.database, ['products', 'product_units', 'exchange_keys'])).filter(
        ([table]) => !['outbox_events', '_private_jobs'].includes(table),
      )
    const before = await kept()
    const run = await arrivals(shop, partner)('MATMAS05', change(await fixture('matmas.xml')))
    expect(run).toMatchObject({ state: 'refused', created: 0, changed: 0 })
    expect(run.problem).toMatch(/DTD|entit/i)
    expect(run.place).toMatch(/^error\//)
    expect(await partner.list('inbound')).toEqual([])
    expect(await kept()).toEqual(before)
    const mails = shop.mails().filter(({ to }) => to.includes(contactEmail))
    expect(mails.map(({ subject }) => subject)).toEqual([expect.stringContaining(String(run['fileName']))])
  })
})
