import { describe, expect, it } from 'vitest'
import { asked, bytes, fixture, gathered, records } from '../fixtures/asked.ts'
import { layouts } from './layout.ts'
import { readIdocs } from './read-idocs.ts'

/** A line of a flat file with texts where SAP has them: offsets are counted here anew, and not taken from our tables. */
const at = (placed: Readonly<Record<number, string>>, length: number): string => {
  let line = ''
  for (const [offset, text] of Object.entries(placed)) line = line.padEnd(Number(offset)) + text
  return line.padEnd(length)
}
const control = (type: string, message: string) =>
  at({ 0: 'EDI_DC40', 13: '0000000000000815', 39: type, 99: message }, 524)
const data = (name: string, level: number, placed: Readonly<Record<number, string>>) =>
  at({ 0: name, 30: '4000000000000000815', 49: '000001000000', 61: String(level).padStart(2, '0') }, 63) +
  at(placed, 1000)
const flat = (...lines: string[]) => lines.map((line) => `${line}\n`).join('')

describe('the offsets of flat IDocs', () => {
  it('are those of materials: an old field of 14 characters is followed by weights, codes and sizes of 14', async () => {
    const text = flat(
      control('MATMAS05', 'MATMAS'),
      data('E2MARAM008', 1, {
        0: '005',
        3: '000000000000047110',
        82: 'TOOLS',
        109: 'PCE',
        251: '2.100',
        279: 'KGM',
        363: '4006381333931',
        383: '320.000',
        397: '110.000',
        411: '255.000',
        425: 'MMT',
        570: '40',
      }),
      data('E2MAKTM001', 2, { 0: '005', 3: 'E', 4: 'Impact drill', 44: 'EN' }),
      data('E2MARMM004', 2, { 0: '005', 3: 'CT', 6: '4', 11: '1', 98: '9.000', 112: 'KGM' }),
      data('E2MVKEM002', 2, { 0: '005', 3: '1000', 7: '10', 26: '2.000' }),
    )
    const [record] = await records(text, asked(null, { settings: { blockedStatuses: ['40'] } }))
    expect(record!.objections).toBeUndefined()
    expect(record!.deeds).toMatchObject([
      {
        entity: 'product',
        given: {
          sku: '000000000000047110',
          name: { en: 'Impact drill' },
          status: 'disabled',
          gtin: '4006381333931',
          minimumQuantity: '2',
        },
      },
      {
        entity: 'productUnit',
        given: { unit: { code: 'piece' }, weightKg: '2.1', lengthCm: '32', widthCm: '11', heightCm: '25.5' },
      },
      { entity: 'productUnit', given: { unit: { code: 'box' }, conversion: '4', weightKg: '9' } },
      { entity: 'productCategory', given: { category: { code: 'tools' } } },
    ])
  })

  it('are those of customers: what stands behind the two characters of ANTLF', async () => {
    const text = flat(
      control('DEBMAS07', 'DEBMAS'),
      data('E2KNA1M005', 1, { 0: '005', 3: '0000010020', 153: 'DE', 179: 'Krämer' }),
      data('E2KNVVM007', 2, { 0: '005', 3: '1000', 7: '10', 9: '00', 30: 'G1', 66: '01', 90: '02', 104: '0002' }),
    )
    const [record] = await records(text)
    expect(record!.objections).toBeUndefined()
    expect(record!.deeds).toMatchObject([
      { entity: 'customerGroup', given: { code: 'G1' } },
      {
        entity: 'customer',
        given: { name: 'Krämer', deliveryBlock: '01', billingBlock: '02', paymentTerm: { code: 'NET30' } },
      },
    ])
  })

  it('are those of partners and material numbers in documents', async () => {
    const text = flat(
      control('ORDERS05', 'ORDRSP'),
      data('E2EDKA1003', 1, { 0: 'WE', 3: '0000010020', 282: 'München', 655: 'BY' }),
      data('E2EDP19003', 1, { 0: '002', 242: '0000000000000000000000000000000000047110' }),
      data('E2EDK36000', 1, { 0: 'STRI', 24: 'pi_123', 97: '926.79' }),
    )
    const [idoc] = await gathered(readIdocs(bytes(text), { layouts: layouts(), encoding: 'utf-8' }))
    expect(idoc!.segments.map(({ fields }) => fields)).toEqual([
      { PARVW: 'WE', PARTN: '0000010020', ORT01: 'München', REGIO: 'BY' },
      { QUALF: '002', IDTNR_LONG: '0000000000000000000000000000000000047110' },
      { CCINS: 'STRI', CCNUM: 'pi_123', FAKWR: '926.79' },
    ])
  })
})

describe('a flat IDoc whose offsets we are not sure of', () => {
  const key = data('E2KOMG004', 1, { 0: 'A304V PR00', 60: '100010', 91: '000000000000047110' })
  const prices = (item: string) =>
    flat(control('COND_A04', 'COND_A'), key, data('E2KONH', 2, { 0: '0000012345' }), item)
  const item = data('E2KONP001', 3, { 0: 'PR00', 16: 'C' })

  it.each([
    ['COND_A04', 'E1KONP', prices(item)],
    ['LOISTD01', 'E1MDSTL', flat(control('LOISTD01', 'LOISTD'), data('E2MDSTL', 1, { 0: '000000000000047110' }))],
    [
      'WMMBID02',
      'E1MBXYI',
      flat(control('WMMBID02', 'WMMBXY'), data('E2MBXYH', 1, {}), data('E2MBXYI', 2, { 0: ' 000000000000047110' })),
    ],
    [
      'DEBMAS07',
      'E1KNKKM',
      flat(
        control('DEBMAS07', 'DEBMAS'),
        data('E2KNA1M005', 1, { 0: '005', 3: '0000010020', 153: 'DE', 179: 'Krämer' }),
        data('E2KNKAM', 2, { 0: '005' }),
        data('E2KNKKM', 3, { 0: '005' }),
      ),
    ],
  ])('is refused, with the segment and what to do: %s', async (message, segment, text) => {
    const [record] = await records(text)
    expect(record!.deeds).toEqual([])
    expect(record!.objections).toMatchObject([
      { column: segment, code: 'IDOC_LAYOUT_UNKNOWN', params: { segment, message } },
    ])
    expect(record!.objections![0]!.line).toBe(
      text.split('\n').findIndex((line) => line.startsWith(segment.replace('E1', 'E2'))) + 1,
    )
  })

  it('is read where the connector says how it is laid out', async () => {
    const own =
      'KSCHL:4 KNUMT:10 STFKZ:1 KZBZG:1 KSTBM:19 KONMS:3 KSTBW:20 KONWS:5 KRECH:1 KBETR:16 KONWA:5 KPEIN:5 KMEIN:3'
    const said = data('E2KONP001', 3, { 0: 'PR00', 63: 'C149.00', 80: 'EUR', 85: '10', 90: 'PCE' })
    const [record] = await records(prices(said), asked(null, { connector: { segments: { E1KONP: own } } }))
    expect(record!.objections).toBeUndefined()
    expect(record!.deeds).toMatchObject([
      {
        input: {
          tiers: [{ quantity: '1', amount: '14.9' }],
          currency: 'EUR',
          productId: { sku: '000000000000047110' },
        },
      },
    ])
  })

  it('takes nothing from those beside it in its file', async () => {
    const refused = flat(control('LOISTD01', 'LOISTD'), data('E2MDSTL', 1, { 0: '000000000000047110' }))
    const good = flat(control('MATMAS05', 'MATMAS'), data('E2MARAM008', 1, { 0: '003', 3: '000000000000047110' }))
    const found = await records(refused + good)
    expect(found.map(({ deeds, objections }) => [deeds.length, objections?.length ?? 0])).toEqual([
      [0, 1],
      [1, 0],
    ])
  })

  it('is read in XML as it was', async () => {
    for (const name of ['cond_a', 'loistd', 'wmmbid', 'debmas'])
      expect((await records(await fixture(`${name}.xml`))).flatMap(({ objections }) => objections ?? [])).toEqual([])
  })
})
