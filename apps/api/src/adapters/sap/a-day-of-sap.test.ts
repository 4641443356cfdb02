import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Buyer } from '../../testing/buyer.ts'
import { granted, type Caller } from '../../testing/caller.ts'
import type { Clerk } from '../../testing/clerk.ts'
import type { Partner } from '../../testing/partner.ts'
import { connectSap } from '../../testing/sap.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { fixture } from './fixtures/asked.ts'

const material = '000000000000047110'

let shop: OpenShop
let sap: Partner
let clerk: Clerk
let home: Caller
beforeAll(async () => {
  shop = await openShop()
  ;({ sap, clerk } = await connectSap(shop, { customerTaxes: { '0': 'nobody' } }))
  home = shop.caller()
})
afterAll(() => shop.close())

const connectors = new Map<string, string>()
/** Lets a file of a message come in, and answers what its run says. */
async function comes(messageType: string, text: string, name = `${messageType}_${connectors.size}.xml`) {
  const connector =
    connectors.get(messageType) ??
    (await sap.connector({ format: 'idoc', messageType, fileMask: `${messageType}_*`, mode: 'upsert' }))
  connectors.set(messageType, connector)
  await sap.put(`inbound/${name}`, text)
  await shop.drain()
  const run = (await sap.runs(connector)).at(-1)!
  return { ...run, problems: await sap.problems(run.id) }
}
const rowOf = async (entity: string, path: string, value: string, ...wanted: string[]) => {
  const [row] = (
    await shop.built.engine.records.list(
      entity,
      { page: { size: 1 }, wanted: {}, filter: { path, op: 'eq', value } },
      clerk.ctx,
    )
  ).rows
  return clerk.read(entity, row!.id, ...wanted)
}

describe('a day of SAP', () => {
  it('begins with customers, in an order that partners do not mind', async () => {
    const text = await fixture('debmas.xml')
    const partner = text
      .replace('0000000215172320', '0000000215172321')
      .replaceAll('0000010020', '0000010021')
      .replace(/<E1KNVVM[^]*<\/E1KNVVM>/, '')
    const run = await comes('DEBMAS07', text.replace('</DEBMAS07>', '') + partner.slice(partner.indexOf('  <IDOC')))
    expect(run).toMatchObject({ state: 'done', read: 2, refused: 0, problems: [] })
    expect(
      await rowOf(
        'customer',
        'code',
        '0000010020',
        'name',
        'deliveryBlock',
        'creditLimit',
        'group.code',
        'partners.role',
        'addresses.city',
      ),
    ).toMatchObject({
      name: 'Krämer Werkzeugbau GmbH Abt. Einkauf',
      deliveryBlock: '01',
      creditLimit: { amount: '25000.00', currency: 'EUR' },
      group: { code: 'G1' },
      partners: [{ role: 'shipTo' }],
      addresses: [{ city: 'München' }],
    })
  })

  it('brings materials, prices and stock; what one file lacks comes with the next', async () => {
    expect(await comes('COND_A04', await fixture('cond_a.xml'))).toMatchObject({ refused: 1 })
    expect(await comes('MATMAS05', await fixture('matmas.xml'))).toMatchObject({
      state: 'done',
      refused: 0,
      problems: [],
    })
    expect(await comes('LOISTD01', await fixture('loistd.xml'))).toMatchObject({
      state: 'done',
      problems: [{ code: 'REFERENCE_NOT_FOUND' }],
    })
    const prices = (await fixture('cond_a.xml')).replace('0000000215172330', '0000000215172331')
    expect(await comes('COND_A04', prices, 'COND_A04_again.xml')).toMatchObject({
      state: 'done',
      refused: 0,
      problems: [],
    })
    expect(
      await rowOf(
        'product',
        'sku',
        material,
        'name',
        'description',
        'slug',
        'status',
        'gtin',
        'units.conversion',
        'units.weightKg',
        'inventoryLevels.onHand',
        'prices.amount',
      ),
    ).toMatchObject({
      name: { en: 'Impact drill, 750 W', de: 'Schlagbohrmaschine 750 W & Koffer' },
      description: { en: 'Drills wood, steel and stone.\nWith a case.' },
      slug: 'impact-drill-750-w-000000000000047110',
      gtin: '4006381333931',
      units: [
        { conversion: '1', weightKg: '2.1' },
        { conversion: '4', weightKg: '9' },
      ],
      inventoryLevels: [{ onHand: '25' }],
    })
  })

  it('does nothing for an IDoc that it has had, whatever the file is called, nor for one that is stale', async () => {
    const again = await comes('LOISTD01', `${await fixture('loistd.xml')}\n`, 'LOISTD01_twice.xml')
    expect(again).toMatchObject({ state: 'done', created: 0, changed: 0 })
    const older = (await fixture('loistd.xml'))
      .replace('0000000215172340', '0000000215172349')
      .replace('20261123143640', '20261123000000')
      .replace('<LABST>25.000', '<LABST>1.000')
    await comes('LOISTD01', older, 'LOISTD01_stale.xml')
    expect(await rowOf('product', 'sku', material, 'inventoryLevels.onHand')).toMatchObject({
      inventoryLevels: [{ onHand: '25' }],
    })
  })

  it('posts movements once', async () => {
    await comes('WMMBID02', await fixture('wmmbid.xml'))
    await comes('WMMBID02', `${await fixture('wmmbid.xml')}\n`, 'WMMBID02_twice.xml')
    // two boxes of four came, one piece was scrapped
    expect(await rowOf('product', 'sku', material, 'inventoryLevels.onHand')).toMatchObject({
      inventoryLevels: [{ onHand: '32' }],
    })
  })

  it('tells what was refused, with segment, field and value', async () => {
    const bad = (await fixture('matmas.xml'))
      .replace('<MEINS>PCE<', '<MEINS>KI<')
      .replace('0000000215172311', '0000000215172318')
    const run = await comes('MATMAS05', bad, 'MATMAS05_bad.xml')
    expect(run.problems).toMatchObject([{ code: 'CODE_NOT_MAPPED', column: 'E1MARAM/MEINS', value: 'KI' }])
    expect(run.problems[0]!['detail']).toContain('units')
    // the check of the connection tells of it, too
    const { body } = await sap.act('integrations', sap.integrationId, 'check')
    const findings = JSON.stringify(body)
    expect(findings).toContain('not mapped: KI in E1MARAM/MEINS (1)')
    expect(findings).toContain('there is no customerTaxCode')
  })

  it('confirms, delivers and bills an order, and the shopper sees it', async () => {
    const person = {
      email: 'karla@example.com',
      password: 'a door of oak and brass',
      firstName: 'Karla',
      lastName: 'Krämer',
    }
    await granted(home.act('customerUserRegister', { ...person, company: 'Krämer' }, 'token'))
    const buyer = new Buyer(shop, home)
    const placement = await buyer.atTheTill({ quantity: '5' })
    await buyer.pays(placement)
    const { order } = await granted(buyer.complete())
    await shop.drain()
    const { number } = order as unknown as { number: string }
    const said = async (name: string) => (await fixture(`${name}.xml`)).replaceAll('10-2345-678', number)
    const without = (text: string) => text.replace(/<E1EDP01 SEGMENT="1">\s*<POSEX>000020[^]*?<\/E1EDP01>/, '')
    expect(await comes('ORDRSP', without(await said('ordrsp')))).toMatchObject({ state: 'done', problems: [] })
    expect(await comes('DELVRY07', await said('delvry'))).toMatchObject({ state: 'done', problems: [] })
    expect(await comes('INVOIC02', await said('invoic'))).toMatchObject({ state: 'done', problems: [] })
    const shown = await granted(
      home.send(`{ order(id: "${order!.id}") { state externalNumber confirmation
        lines { confirmation confirmedQuantity deliveries { quantity on } } shipments { number carrier trackingNumber trackingUrl } } }`),
    )
    expect(shown).toMatchObject({
      state: 'processing',
      externalNumber: '0000012345',
      confirmation: 'changed',
      lines: [
        {
          confirmation: 'changed',
          confirmedQuantity: '4',
          deliveries: [
            { quantity: '3', on: '2026-11-26' },
            { quantity: '1', on: '2026-12-03' },
          ],
        },
      ],
      shipments: [
        {
          number: '0080001234',
          carrier: 'DHL',
          trackingNumber: '00340434161094015902',
          trackingUrl: 'https://parcels.example/00340434161094015902',
        },
      ],
    })
    expect(
      await granted(home.send('{ invoices(first: 5) { items { number dueOn total { amount } } } }')),
    ).toMatchObject({
      items: [{ number: '0090004711', dueOn: '2026-12-27', total: { amount: '469.69' } }],
    })
  })
})

describe('a connector for a message', () => {
  const grants = (...rights: string[]) =>
    ['connector.*', 'integration.read', 'fileAccount.read', ...rights].map((right) => {
      const [entity = '', deed = ''] = right.split('.')
      return { entity, deed, level: 'all' as const }
    })
  const count = async () => (await shop.database.db.selectFrom('connectors').select('id').execute()).length

  it.each([
    ['stock without the right to correct it', 'WMMBID02', ['inventoryLevel.create', 'inventoryLevel.update']],
    ['customers without the right to their addresses', 'DEBMAS07', ['customer.*', 'customerGroup.*']],
    ['any message, with the right to one of them', null, ['invoice.enter']],
  ])('is not made by who may not do what it brings: %s', async (_, messageType, rights) => {
    const before = await count()
    const clerk = await shop.client(grants(...rights))
    expect(await sap.refused({ format: 'idoc', messageType }, clerk)).toMatchObject([{ code: 'FORBIDDEN' }])
    expect(await count()).toBe(before)
  })

  it('is made by who may, whatever else they may not', async () => {
    const clerk = await shop.client(grants('inventoryLevel.create', 'inventoryLevel.update', 'inventoryLevel.adjust'))
    expect(await sap.refused({ format: 'idoc', messageType: 'WMMBID02' }, clerk)).toBeUndefined()
  })
})
