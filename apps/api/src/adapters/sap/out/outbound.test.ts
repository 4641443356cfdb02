import { describe, expect, it } from 'vitest'
import { asked, bytes, gathered, records } from '../fixtures/asked.ts'
import { idocs } from '../format.ts'
import { layouts } from '../idoc/layout.ts'
import { readIdocs } from '../idoc/read-idocs.ts'
import { all, first, qualified, top } from '../idoc/segment.ts'
import { createSapModule } from '../index.ts'
import type { OrderRow } from './order-row.ts'

const eur = (amount: string) => ({ amount, currency: 'EUR' })
const address = {
  company: 'Krämer & Söhne <GmbH>',
  firstName: 'Karla',
  lastName: 'Krämer',
  street: 'Gewerbering 3',
  street2: null,
  city: 'München',
  region: null,
  postalCode: '80331',
  countryCode: 'DE',
  phone: null,
}
const order: OrderRow = {
  number: '10-2345-678',
  state: 'placed',
  email: 'karla@example.com',
  phone: '+49 89 1234',
  locale: 'de',
  currency: 'EUR',
  pricesIncludeTax: false,
  shippingTotal: eur('5.00'),
  taxTotal: eur('147.97'),
  total: eur('926.79'),
  taxes: [{ name: 'USt. 19 %', rate: '0.19', amount: eur('147.97') }],
  shippingOption: {
    id: 'flatRate:standard-de',
    carrier: 'flatRate',
    service: 'standard-de',
    label: 'Standardversand',
    description: null,
    price: eur('5.00'),
    transitDaysMin: 2,
    transitDaysMax: 3,
    deliveryDate: '2026-11-26',
    pickup: false,
  },
  poNumber: 'PO 4711',
  note: 'Bitte an der Pforte abgeben. Die Halle ist ab 7 Uhr besetzt, davor nimmt niemand etwas an.\nDanke!',
  placedAt: new Date('2026-11-23T09:30:00Z'),
  updatedAt: new Date('2026-11-24T10:00:00Z'),
  cancelReason: null,
  paymentStatus: 'paid',
  customer: { code: '0000010020', name: 'Krämer', vatNumber: 'DE123456789' },
  paymentTerm: { code: 'NET30' },
  lines: [
    {
      position: 2,
      sku: 'SCREW-5X40',
      name: 'Schrauben',
      unitCode: 'box',
      quantity: '2',
      unitPrice: eur('12.3450'),
      rowTotal: eur('24.69'),
      taxRate: '0.19',
      taxAmount: eur('4.69'),
    },
    {
      position: 1,
      sku: '000000000000047110',
      name: 'Schlagbohrmaschine',
      unitCode: 'piece',
      quantity: '5',
      unitPrice: eur('149.8260'),
      rowTotal: eur('749.13'),
      taxRate: '0.19',
      taxAmount: eur('142.33'),
    },
  ],
  addresses: [
    { kind: 'shipping', ...address },
    { kind: 'billing', ...address, street: 'Postfach 12' },
  ],
  payments: [{ provider: 'stripe', reference: 'pi_123', method: 'Visa', amount: eur('926.79') }],
}

const written = async (rows: readonly OrderRow[], messageType: string, given: Parameters<typeof asked>[1] = {}) => {
  async function* each() {
    for (const row of rows) yield await Promise.resolve(row as unknown as Record<string, unknown>)
  }
  return Buffer.concat(await gathered(idocs.encode(each(), asked(messageType, given)))).toString()
}
const readBack = async (text: string) => gathered(readIdocs(bytes(text), { layouts: layouts(), encoding: 'utf-8' }))
const withoutLines = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, inner: unknown) => (key === 'line' ? undefined : inner)))

describe('an order for SAP', () => {
  it.each(['xml', 'flat'])('is written as ORDERS05 as it was agreed: %s', async (layout) => {
    await expect(await written([order], 'ORDERS05', { connector: { layout } })).toMatchFileSnapshot(
      `../fixtures/orders.${layout === 'xml' ? 'golden.xml' : 'golden.txt'}`,
    )
  })

  it('says the same in XML and flat, and is read back by our own reader', async () => {
    const [xml] = await readBack(await written([order], 'ORDERS05'))
    const [flat] = await readBack(await written([order], 'ORDERS05', { connector: { layout: 'flat' } }))
    expect(withoutLines(flat)).toEqual(withoutLines(xml))
    const document = top(xml!)
    expect(first(document, 'E1EDK01')!.fields).toMatchObject({ CURCY: 'EUR', ZTERM: '0002', BELNR: '10-2345-678' })
    expect(qualified(document, 'E1EDKA1', 'PARVW', 'WE')!.fields).toMatchObject({
      PARTN: '0000010020',
      NAME1: 'Krämer & Söhne <GmbH>',
      STRAS: 'Gewerbering 3',
    })
    expect(qualified(document, 'E1EDKA1', 'PARVW', 'RG')!.fields['STRAS']).toBe('Postfach 12')
    expect(all(document, 'E1EDP01').map(({ fields }) => fields['POSEX'])).toEqual(['000010', '000020'])
  })

  it('comes back as a confirmation of every line when SAP answers with what we wrote', async () => {
    const text = (await written([order], 'ORDERS05')).replace('<MESTYP>ORDERS<', '<MESTYP>ORDRSP<')
    const [record] = await records(text)
    expect(record!.objections).toBeUndefined()
    expect(record!.deeds).toMatchObject([
      {
        action: 'order.confirm',
        input: {
          id: { number: '10-2345-678' },
          lines: [
            { position: 1, quantity: '5', unitPrice: '149.826', deliveries: [{ quantity: '5', on: '2026-11-26' }] },
            { position: 2, quantity: '2', unitPrice: '12.345' },
          ],
        },
      },
    ])
  })

  it('holds several orders, each an IDoc of its own', async () => {
    expect(await readBack(await written([order, { ...order, number: '10-1' }], 'ORDERS05'))).toHaveLength(2)
  })

  it('names the customer for guests, and fills up numbers that were stripped', async () => {
    const [guest] = await readBack(await written([{ ...order, customer: null }], 'ORDERS05'))
    expect(qualified(top(guest!), 'E1EDKA1', 'PARVW', 'AG')!.fields['PARTN']).toBe('0000099999')
    const stripped = { ...order, customer: { ...order.customer!, code: '10020' } }
    const [filled] = await readBack(
      await written([stripped], 'ORDERS05', { settings: { customerNumbers: 'strip', materialNumbers: 'strip' } }),
    )
    expect(qualified(top(filled!), 'E1EDKA1', 'PARVW', 'AG')!.fields['PARTN']).toBe('0000010020')
  })

  it('takes every item away where it was cancelled, and changes them where it was amended (ORDCHG)', async () => {
    const actions = async (state: string) => {
      const [idoc] = await readBack(await written([{ ...order, state, cancelReason: 'Ordered twice' }], 'ORDCHG'))
      return [idoc!.control['MESTYP'], ...all(top(idoc!), 'E1EDP01').map(({ fields }) => fields['ACTION'])]
    }
    expect(await actions('cancelled')).toEqual(['ORDCHG', '003', '003'])
    expect(await actions('placed')).toEqual(['ORDCHG', '002', '002'])
  })
})

describe('an acknowledgement', () => {
  const sap = createSapModule({ clock: { now: () => new Date('2026-11-23T10:00:00Z') } })
  const of = (docnum: string, refusals: { code: string; message: string }[] = []) => ({
    acknowledge: { docnum, messageType: 'MATMAS', messageCode: '', messageFunction: '' },
    refusals,
  })

  it('tells by ALEAUD01 what was posted and what was not, by number', async () => {
    const refusal = { code: 'CODE_NOT_MAPPED', message: 'KI in E1MARAM/MEINS has no counterpart here. '.repeat(4) }
    const answer = await sap.acknowledge!(
      [of('0000000215172311'), of('0000000215172312', [refusal])],
      asked('MATMAS05'),
    )
    expect(answer!.fileName).toBe('ALEAUD_20261123100000_a-file.xml')
    const [idoc] = await readBack(answer!.bytes.toString())
    expect(idoc!.control).toMatchObject({ MESTYP: 'ALEAUD', IDOCTYP: 'ALEAUD01', DIRECT: '2' })
    const [header] = idoc!.segments
    expect(header!.fields).toEqual({ MESTYP: 'MATMAS' })
    expect(all(header!, 'E1STATE').map(({ fields }) => [fields['DOCNUM'], fields['STATUS'], fields['STATYP']])).toEqual(
      [
        ['0000000215172311', '53', 'S'],
        ['0000000215172312', '51', 'E'],
      ],
    )
    expect(all(header!, 'E1STATE')[1]!.fields['STAPA1']).toBe('CODE_NOT_MAPPED: KI in E1MARAM/MEINS has no counte')
  })

  it('says nothing of what has no number', async () => {
    expect(await sap.acknowledge!([of('')], asked('MATMAS05'))).toBeUndefined()
  })
})
