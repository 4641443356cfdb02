import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Clerk } from '../../testing/clerk.ts'
import { addProduct } from '../../testing/fixtures/products.ts'
import type { Partner } from '../../testing/partner.ts'
import { arrivals, connectSap } from '../../testing/sap.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

let shop: OpenShop
let sap: Partner
let clerk: Clerk
let comes: ReturnType<typeof arrivals>
beforeAll(async () => {
  shop = await openShop()
  ;({ sap, clerk } = await connectSap(shop))
  comes = arrivals(shop, sap)
})
afterAll(() => shop.close())

const done = { state: 'done', refused: 0, problems: [] }
const long = (number: string) => number.padStart(40, '0')

interface Told {
  serial: string
  /** The fields that name the material. */
  material: string
  amount?: string
  from?: string
  until?: string
  /** Further fields of E1KONP. */
  besides?: string
}
/** The price of a time. */
const period = ({
  amount = '10.00',
  from = '20260101',
  until = '99991231',
  besides = '',
}: Omit<Told, 'serial' | 'material'>) =>
  `<E1KONH SEGMENT="1"><KNUMH>1</KNUMH><DATAB>${from}</DATAB><DATBI>${until}</DATBI>
  <E1KONP SEGMENT="1"><KSCHL>PR00</KSCHL><KRECH>C</KRECH>${amount === '' ? '' : `<KBETR>${amount}</KBETR>`}<KONWA>EUR</KONWA><KPEIN>1</KPEIN><KMEIN>PCE</KMEIN>${besides}</E1KONP>
  </E1KONH>`
/** A condition record for everybody. */
const record = ({ serial, material, ...told }: Told) =>
  `<IDOC BEGIN="1"><EDI_DC40 SEGMENT="1"><MANDT>400</MANDT><DOCNUM>1</DOCNUM><DIRECT>1</DIRECT><IDOCTYP>COND_A04</IDOCTYP>
  <MESTYP>COND_A</MESTYP><SNDPRN>PS1CLNT400</SNDPRN><SERIAL>${serial}</SERIAL></EDI_DC40>
  <E1KOMG SEGMENT="1"><KVEWE>A</KVEWE><KOTABNR>304</KOTABNR><KAPPL>V</KAPPL><KSCHL>PR00</KSCHL><VKORG>1000</VKORG><VTWEG>10</VTWEG>${material}
  ${period(told)}</E1KOMG></IDOC>`
const file = (...records: Told[]) => `<COND_A04>${records.map(record).join('')}</COND_A04>`

/** What SAP says of the prices of a product: amount and first day. */
async function pricesOf(id: string): Promise<string[]> {
  const { prices } = (await clerk.read('product', id, 'prices.amount', 'prices.priceList.validFrom')) as {
    prices: { amount: { amount: string }; priceList: { validFrom: Date | string | null } }[]
  }
  return prices.map(({ amount, priceList }) => `${Number(amount.amount)} ${JSON.stringify(priceList.validFrom)}`).sort()
}

describe('the order of condition records', () => {
  it('is that of one material, also where materials have forty characters', async () => {
    const [one, other] = [
      await addProduct(shop, { sku: long('1'), prices: {} }),
      await addProduct(shop, { sku: long('2'), prices: {} }),
    ]
    const material = (number: string) => `<MATNR></MATNR><MATNR_LONG>${long(number)}</MATNR_LONG>`
    expect(await comes('COND_A04', file({ serial: '20261123000002', material: material('1') }))).toMatchObject(done)
    const second = { serial: '20261123000001', material: material('2'), amount: '20.00' }
    expect(await comes('COND_A04', file(second))).toMatchObject(done)
    expect((await pricesOf(one))[0]).toMatch(/^10 /)
    expect((await pricesOf(other))[0]).toMatch(/^20 /)
    // an older word about the same material stays stale
    await comes('COND_A04', file({ ...second, serial: '20261122000000', amount: '7.00' }))
    expect((await pricesOf(other))[0]).toMatch(/^20 /)
  })

  it('is that of one time: next year’s price makes no change of this year’s stale', async () => {
    const id = await addProduct(shop, { sku: 'TIMES', prices: {} })
    const material = '<MATNR>TIMES</MATNR>'
    const next = { serial: '20261123000009', material, from: '20270101', amount: '30.00' }
    expect(await comes('COND_A04', file(next))).toMatchObject(done)
    const now = { serial: '20261123000005', material, until: '20261231', amount: '25.00' }
    expect(await comes('COND_A04', file(now))).toMatchObject(done)
    expect(await pricesOf(id)).toEqual([expect.stringMatching(/^25 .*2026/), expect.stringMatching(/^30 .*2027/)])
    await comes('COND_A04', file({ ...now, serial: '20261123000004', amount: '24.00' }))
    expect((await pricesOf(id))[0]).toMatch(/^25 /)
  })

  it('is that of each of its times where one message tells several: what is stale of it is left alone, the rest is done', async () => {
    const id = await addProduct(shop, { sku: 'PERIODS', prices: {} })
    const material = '<MATNR>PERIODS</MATNR>'
    const later = { serial: '20261123000005', material, from: '20270101', amount: '35.00' }
    expect(await comes('COND_A04', file(later))).toMatchObject(done)
    // told before that, and come after it: this year's price is news, next year's is not
    const both = file({ serial: '20261123000004', material, until: '20261231', amount: '25.00' }).replace(
      '</E1KOMG>',
      `${period({ from: '20270101', amount: '30.00' })}</E1KOMG>`,
    )
    expect(await comes('COND_A04', both)).toMatchObject({ ...done, changed: 1 })
    expect(await pricesOf(id)).toEqual([expect.stringMatching(/^25 .*2026/), expect.stringMatching(/^35 .*2027/)])
    // and what it told of this year stands against an older word
    await comes('COND_A04', file({ serial: '20261123000003', material, until: '20261231', amount: '24.00' }))
    expect((await pricesOf(id))[0]).toMatch(/^25 /)
  })
})

describe('a condition record', () => {
  const material = '<MATNR>GOES</MATNR>'

  it('with the deletion flag takes its price away, and says no amount', async () => {
    const id = await addProduct(shop, { sku: 'GOES', prices: {} })
    expect(await comes('COND_A04', file({ serial: '20261123000001', material, amount: '12.00' }))).toMatchObject(done)
    expect((await pricesOf(id))[0]).toMatch(/^12 /)
    const gone = { serial: '20261123000002', material, amount: '', besides: '<LOEVM_KO>X</LOEVM_KO>' }
    expect(await comes('COND_A04', file(gone))).toMatchObject(done)
    expect(await pricesOf(id)).toEqual([])
  })

  it('without an amount is refused, also in one step of its scale, and changes no price', async () => {
    const id = await addProduct(shop, { sku: 'EMPTY', prices: {} })
    const named = { serial: '20261123000001', material: '<MATNR>EMPTY</MATNR>' }
    expect(await comes('COND_A04', file({ ...named, amount: '9.00' }))).toMatchObject(done)
    const before = await pricesOf(id)
    const step = (fields: string) => `<E1KONM SEGMENT="1">${fields}</E1KONM>`
    const scale = step('<KSTBM>1</KSTBM><KBETR>8.00</KBETR>') + step('<KSTBM>10</KSTBM>')
    for (const [column, told] of [
      ['E1KONP/KBETR', { amount: '' }],
      ['E1KONM/KBETR', { amount: '8.00', besides: scale }],
    ] as const) {
      const run = await comes('COND_A04', file({ ...named, ...told, serial: '20261123000002' }))
      expect(run.problems).toMatchObject([{ code: 'FIELD_REQUIRED', column }])
      expect(await pricesOf(id)).toEqual(before)
    }
  })
})
