import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Buyer, munich } from '../../testing/buyer.ts'
import { granted, type Caller } from '../../testing/caller.ts'
import type { Clerk } from '../../testing/clerk.ts'
import type { Partner } from '../../testing/partner.ts'
import { arrivals, connectSap } from '../../testing/sap.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { bytes, fixture, gathered } from './fixtures/asked.ts'
import { layouts } from './idoc/layout.ts'
import { readIdocs } from './idoc/read-idocs.ts'
import { qualified, top } from './idoc/segment.ts'

let shop: OpenShop
let sap: Partner
let clerk: Clerk
let home: Caller
let comes: ReturnType<typeof arrivals>
beforeAll(async () => {
  shop = await openShop()
  ;({ sap, clerk } = await connectSap(shop))
  comes = arrivals(shop, sap)
  home = shop.caller()
  const person = { email: 'karla@example.com', password: 'a door of oak and brass', firstName: 'K', lastName: 'Krämer' }
  await granted(home.act('customerUserRegister', { ...person, company: 'Krämer' }, 'token'))
})
afterAll(() => shop.close())

const done = { state: 'done', refused: 0, problems: [] }
const idOf = async (entity: string, path: string, value: string): Promise<string> => {
  const asked = { page: { size: 1 }, wanted: {}, filter: { path, op: 'eq' as const, value } }
  return (await shop.built.engine.records.list(entity, asked, clerk.ctx)).rows[0]!.id
}

describe('a second word of SAP', () => {
  it('lifts the block that it speaks of and no other, and leaves inactive whom people have made so', async () => {
    const text = (await fixture('debmas.xml')).replace(/<E1KNVPM [^]*<\/E1KNVPM>/, '')
    expect(await comes('DEBMAS07', text.replace('<AUFSD></AUFSD>', '<AUFSD>02</AUFSD>'))).toMatchObject(done)
    const id = await idOf('customer', 'code', '0000010020')
    const read = () => clerk.read('customer', id, 'active', 'orderBlock', 'centralOrderBlock', 'deliveryBlock')
    expect(await read()).toEqual(
      expect.objectContaining({ active: true, orderBlock: null, centralOrderBlock: '02', deliveryBlock: '01' }),
    )
    await clerk.change('customer', id, { active: false })
    // nothing of the sales areas stands in this one
    expect(await comes('DEBMAS07', text.replace(/<E1KNVVM [^]*<\/E1KNVVM>/, ''))).toMatchObject(done)
    expect(await read()).toEqual(
      expect.objectContaining({ active: false, orderBlock: null, centralOrderBlock: null, deliveryBlock: '01' }),
    )
  })

  it('keeps a material off sale that people have taken off', async () => {
    const text = await fixture('matmas.xml')
    expect(await comes('MATMAS05', text)).toMatchObject(done)
    const id = await idOf('product', 'sku', '000000000000047110')
    const status = async () => (await clerk.read('product', id, 'status'))['status']
    expect(await status()).toBe('enabled')
    await clerk.change('product', id, { status: 'disabled' })
    expect(await comes('MATMAS05', text)).toMatchObject(done)
    expect(await status()).toBe('disabled')
  })

  it('replaces a price whose unit or currency has changed', async () => {
    const whole = await fixture('cond_a.xml')
    const [one = ''] = /<E1KOMG [^]*?<\/E1KOMG>/.exec(whole) ?? []
    const text = `${whole.slice(0, whole.indexOf('<E1KOMG '))}${one}</IDOC></COND_A04>`
    expect(await comes('COND_A04', text)).toMatchObject(done)
    const id = await idOf('product', 'sku', '000000000000047110')
    const prices = async () => {
      const { prices } = (await clerk.read('product', id, 'prices.amount', 'prices.unit.code')) as {
        prices: { amount: { amount: string; currency: string }; unit: { code: string } }[]
      }
      return prices.map(({ amount, unit }) => `${Number(amount.amount)} ${amount.currency} ${unit.code}`).sort()
    }
    expect(await prices()).toEqual(['119.95 EUR piece', '129.9 EUR piece'])
    expect(await comes('COND_A04', text.replace('<KMEIN>PCE<', '<KMEIN>CT<'))).toMatchObject(done)
    expect(await prices()).toEqual(['119.95 EUR box', '129.9 EUR box'])
    expect(await comes('COND_A04', text.replace('<KONWA>EUR<', '<KONWA>USD<'))).toMatchObject(done)
    expect(await prices()).toEqual(['119.95 USD piece', '129.9 USD piece'])
  })

  it('sends what a warehouse has sent, and not what it was asked to send', async () => {
    const buyer = new Buyer(shop, home)
    const placement = await buyer.atTheTill({ quantity: '5' })
    await buyer.pays(placement)
    const { order } = await granted(buyer.complete())
    await shop.drain()
    const text = (await fixture('delvry.xml')).replaceAll('10-2345-678', order!.number!)
    const asked = text.replace('<MESTYP>DESADV<', '<MESTYP>SHPORD<').replace('<LFIMG>2.000<', '<LFIMG>4.000<')
    expect(await comes('DELVRY07', asked)).toMatchObject(done)
    const shipments = async () =>
      (await clerk.read('order', order!.id, 'shipments.state', 'shipments.lines.quantity'))['shipments']
    expect(await shipments()).toMatchObject([{ state: 'pending', lines: [{ quantity: '5' }] }])
    expect(await comes('DELVRY07', text.replace('<MESTYP>DESADV<', '<MESTYP>SHPCON<'))).toMatchObject(done)
    expect(await shipments()).toMatchObject([{ state: 'shipped', lines: [{ quantity: '3' }] }])
  })
})

describe('a flat IDoc whose offsets are not sure', () => {
  it('is refused, told to SAP as not posted, and moves nothing', async () => {
    const line = `${'E2MDSTL'.padEnd(30)}400${'0'.repeat(13)}815${'000001000000'}01`.padEnd(63)
    const control = 'EDI_DC40  4000000000000000815'.padEnd(99) + 'LOISTD'.padEnd(425)
    const { db } = shop.database
    const stock = async () => ({
      levels: await db.selectFrom('inventoryLevels').selectAll().orderBy('id').execute(),
      movements: await db.selectFrom('stockMovements').selectAll().orderBy('id').execute(),
    })
    const before = await stock()
    expect(before.levels.length).toBeGreaterThan(0)
    const run = await comes('LOISTD01', `${control}\n${line}0000000000000471101000 25.000\n`)
    expect(run.problems).toMatchObject([{ code: 'IDOC_LAYOUT_UNKNOWN', column: 'E1MDSTL', line: 2 }])
    expect(await stock()).toEqual(before)
    const [told] = (await sap.list('outbound')).filter((path) => path.includes('_LOISTD01_'))
    expect(await sap.text(told!)).toMatch(/<STATUS>51<[^]*<STAPA1>IDOC_LAYOUT_UNKNOWN/)
  })
})

describe('an order for a ship-to of its customer', () => {
  it('names them where the goods go, by the address that was chosen', async () => {
    await sap.connector({
      direction: 'out',
      format: 'idoc',
      entity: 'order',
      messageType: 'ORDERS05',
      topic: 'order.placed',
      fileName: 'ORDERS_{number}.xml',
    })
    const customerId = await idOf('customer', 'name', 'Krämer')
    const { organizationId } = shop.website
    const partnerId = await clerk.make('customer', { code: '0000010021', name: 'Hafen', organizationId })
    await clerk.make('customerAddress', { customerId: partnerId, ...munich })
    await clerk.make('customerPartner', { customerId, partnerId, role: 'shipTo' })
    const buyer = new Buyer(shop, home)
    await buyer.pays(await buyer.atTheTill())
    const { order } = await granted(buyer.complete())
    await shop.drain()
    const text = await sap.text(`outbound/ORDERS_${order!.number}.xml`)
    const [idoc] = await gathered(readIdocs(bytes(text), { layouts: layouts(), encoding: 'utf-8' }))
    const { code } = await clerk.read('customer', customerId, 'code')
    const number = (role: string) => qualified(top(idoc!), 'E1EDKA1', 'PARVW', role)!.fields['PARTN']
    expect(['AG', 'WE', 'RE', 'RG'].map(number)).toEqual([code, '0000010021', code, code])
  })
})
