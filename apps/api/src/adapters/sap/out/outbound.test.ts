import { describe, expect, it } from 'vitest'
import { asked, bytes, gathered, records } from '../fixtures/asked.ts'
import { eur, order } from '../fixtures/order-row.ts'
import { idocs } from '../format.ts'
import { layouts } from '../idoc/layout.ts'
import { readIdocs } from '../idoc/read-idocs.ts'
import { all, first, qualified, top } from '../idoc/segment.ts'
import type { Address } from '../../../kernel/contract.ts'
import { settingsOf } from '../settings.ts'
import type { AmendmentRow, OrderRow } from './order-row.ts'

const written = async (
  rows: readonly (OrderRow | AmendmentRow)[],
  messageType: string,
  given: Parameters<typeof asked>[1] = {},
) => {
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
            {
              position: 1,
              quantity: '5',
              unitPrice: '149.826',
              netPrice: true,
              deliveries: [{ quantity: '5', on: '2026-11-26' }],
            },
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

  const idocOf = async (given: Partial<OrderRow>, settings: object = {}) =>
    top((await readBack(await written([{ ...order, ...given }], 'ORDERS05', { settings })))[0]!)
  const partnerOf = (document: Awaited<ReturnType<typeof idocOf>>, role: string) =>
    qualified(document, 'E1EDKA1', 'PARVW', role)!.fields

  it('says prices and delivery without tax, also where the shop’s include it', async () => {
    const document = await idocOf({
      pricesIncludeTax: true,
      shippingTotal: eur('5.95'),
      taxTotal: eur('20.00'),
      total: eur('125.25'),
      lines: [
        {
          ...order.lines[0]!,
          quantity: '3',
          unitPrice: eur('39.7667'),
          rowTotal: eur('119.30'),
          taxAmount: eur('19.05'),
        },
      ],
    })
    const [item] = all(document, 'E1EDP01')
    expect(item!.fields).toMatchObject({ VPREI: '33.4167', PEINH: '1', NETWR: '100.25' })
    expect(first(item!, 'E1EDP05')!.fields).toMatchObject({ BETRG: '100.25', KRATE: '33.4167' })
    expect(first(document, 'E1EDK05')!.fields).toMatchObject({ BETRG: '5.00' })
    const sums = all(document, 'E1EDS01').map(({ fields }) => [fields['SUMID'], fields['SUMME']])
    expect(sums).toEqual([
      ['002', '125.25'],
      ['005', '20.00'],
      ['010', '105.25'],
      ['011', '125.25'],
    ])
    expect(JSON.stringify(document)).not.toContain('INCLUDE TAX')
  })

  it('says what promotions took off and what the way to pay costs as conditions, which add up to what is paid', async () => {
    const document = await idocOf({
      pricesIncludeTax: true,
      shippingTotal: eur('5.95'),
      shippingDiscount: eur('1.19'),
      surchargeTotal: eur('2.38'),
      taxTotal: eur('18.24'),
      total: eur('114.24'),
      lines: [
        {
          ...order.lines[0]!,
          quantity: '2',
          unitPrice: eur('59.50'),
          rowTotal: eur('119.00'),
          discountAmount: eur('11.90'),
          taxAmount: eur('17.10'),
        },
      ],
    })
    const told = (segments: ReturnType<typeof all>) =>
      segments.map(({ fields: { ALCKZ, KSCHL, BETRG } }) => [ALCKZ, KSCHL, BETRG])
    const [item] = all(document, 'E1EDP01')
    expect(item!.fields).toMatchObject({ VPREI: '50', NETWR: '90.00' })
    expect(told(all(item!, 'E1EDP05'))).toEqual([
      ['+', 'PR00', '100.00'],
      ['-', 'RB00', '10.00'],
    ])
    expect(told(all(document, 'E1EDK05'))).toEqual([
      ['+', 'HD00', '5.00'],
      ['-', 'HB00', '1.00'],
      ['+', 'HB00', '2.00'],
    ])
    const sums = Object.fromEntries(all(document, 'E1EDS01').map(({ fields }) => [fields['SUMID'], fields['SUMME']]))
    expect(sums).toMatchObject({ '005': '18.24', '010': '96.00', '011': '114.24' })
  })

  it('lets names, streets and cities that are too long for a line go on in the next one', async () => {
    const [shipping, billing] = order.addresses
    const long = {
      ...shipping!,
      company: 'Bayerische Gesellschaft für Werkzeuge und Maschinen',
      street: 'Straße der Handwerker und Ingenieure 1234',
      street2: 'Tor 7',
      city: 'Oberammergau an der langen Ammer unter der Alpe',
    }
    const fields = partnerOf(await idocOf({ addresses: [long, billing!] }), 'WE')
    expect(fields).toMatchObject({
      NAME1: 'Bayerische Gesellschaft für',
      NAME2: 'Werkzeuge und Maschinen',
      NAME3: 'Karla Krämer',
      NAME4: 'Tor 7',
      STRAS: 'Straße der Handwerker und',
      STRS2: 'Ingenieure 1234',
      ORT01: 'Oberammergau an der langen Ammer',
      ORT02: 'unter der Alpe',
    })
    expect(partnerOf(await idocOf({ addresses: [{ ...long, street: 'Ring 1' }, billing!] }), 'WE')).toMatchObject({
      STRAS: 'Ring 1',
      STRS2: 'Tor 7',
    })
  })

  it('names the ship-to, bill-to and payer whose address it is, and else the customer', async () => {
    const [shipping, billing] = order.addresses
    const partner = (code: string, ...addresses: Address[]) => ({ code, addresses })
    const customer = {
      ...order.customer!,
      partners: [
        {
          role: 'shipTo' as const,
          preferred: false,
          partner: partner('0000010021', { ...shipping!, street: 'Hafen 1' }),
        },
        { role: 'shipTo' as const, preferred: true, partner: partner('0000010022', shipping!) },
        { role: 'billTo' as const, preferred: false, partner: partner('0000010023', billing!) },
        { role: 'payer' as const, preferred: false, partner: partner('0000010024') },
      ],
    }
    const numbers = async (given: Partial<OrderRow>) => {
      const document = await idocOf(given)
      return ['AG', 'WE', 'RE', 'RG'].map((role) => partnerOf(document, role)['PARTN']!.slice(-2))
    }
    expect(await numbers({ customer })).toEqual(['20', '22', '23', '24'])
    const elsewhere = [{ ...shipping!, street: 'Nirgendwo 1' }, billing!]
    expect(await numbers({ customer, addresses: elsewhere })).toEqual(['20', '20', '23', '24'])
    // their own address is theirs, whoever else is there
    expect(await numbers({ customer: { ...customer, addresses: [shipping!] } })).toEqual(['20', '20', '23', '24'])
  })

  it('is dated by the clocks of the settings', async () => {
    const placedAt = new Date('2026-11-23T23:30:15Z')
    const days = async (timeZone?: string) => {
      const document = await idocOf({ placedAt, shippingOption: null }, timeZone ? { timeZone } : {})
      const { DATUM, UZEIT } = qualified(document, 'E1EDK03', 'IDDAT', '012')!.fields
      return [
        DATUM,
        UZEIT,
        qualified(document, 'E1EDK02', 'QUALF', '001')!.fields['DATUM'],
        first(first(document, 'E1EDP01')!, 'E1EDP20')!.fields['EDATU'],
      ]
    }
    expect(await days()).toEqual(['20261123', '233015', '20261123', '20261123'])
    expect(await days('Europe/Berlin')).toEqual(['20261124', '003015', '20261124', '20261124'])
    expect(() => settingsOf({ timeZone: 'Mars/Olympus' })).toThrow('time zone')
  })

  it('says the whole reference of a payment, and as a card’s number only what fits there', async () => {
    const reference = 'pi_3QJ8aZKVb0y1X2c31aBcDeFgH'
    const document = await idocOf({ payments: [{ ...order.payments[0]!, reference }] })
    expect(first(document, 'E1EDK36')!.fields).toEqual({ CCINS: 'STRI', FAKWR: '926.79' })
    const text = all(document, 'E1EDKT1').find(({ fields }) => fields['TDID'] === '0005')!
    expect(first(text, 'E1EDKT2')!.fields['TDLINE']).toBe(`stripe ${reference} 926.79 EUR`)
    expect(first(await idocOf({}), 'E1EDK36')!.fields['CCNUM']).toBe('pi_123')
  })

  it('takes every item away where it was cancelled, and changes them where it was amended (ORDCHG)', async () => {
    const actions = async (kind: 'changed' | 'cancelled') => {
      const step = { number: 1, kind, lines: [], totalsBefore: null, madeAt: new Date('2026-11-24T10:00:00Z') }
      const whole = { ...order, state: 'placed', cancelReason: 'Ordered twice', amendments: [step] }
      const [idoc] = await readBack(await written([{ ...step, order: whole }], 'ORDCHG'))
      return [idoc!.control['MESTYP'], ...all(top(idoc!), 'E1EDP01').map(({ fields }) => fields['ACTION'])]
    }
    expect(await actions('cancelled')).toEqual(['ORDCHG', '003', '003'])
    expect(await actions('changed')).toEqual(['ORDCHG', '002', '002'])
  })
})
