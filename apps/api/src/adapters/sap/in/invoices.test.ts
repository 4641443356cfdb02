import { describe, expect, it } from 'vitest'
import { asked, fixture, records } from '../fixtures/asked.ts'

describe('an invoice of SAP', () => {
  interface Entered {
    lines: Record<string, string>[]
    taxes: { amount: { amount: string } }[]
    [member: string]: unknown
  }
  const entered = async (change: (text: string) => string, settings = {}): Promise<Entered> => {
    const [record] = await records(change(await fixture('invoic.xml')), asked(null, { settings }))
    return (record!.deeds[0] as unknown as { input: Entered }).input
  }
  const item = /<E1EDP01 [^]*<\/E1EDP01>/
  /** A second item that takes ten off, with its taxes, beside the first. */
  const rebate = (text: string) =>
    text
      .replace(
        item,
        (one) => one + one.replaceAll('000010', '000020').replace('389.70', '10.00-').replace('74.04', '1.90-'),
      )
      .replace('<SUMME>394.70<', '<SUMME>384.70<')
      .replace('<SUMME>74.99<', '<SUMME>73.09<')
      .replace('<SUMME>469.69<', '<SUMME>457.79<')
      .replace('<MWSBT>74.99<', '<MWSBT>73.09<')
  const turned = (text: string) =>
    text.replace(
      /<(SUMME|MWSBT|BETRG)>([\d.]+)(-?)</g,
      (_, field, amount, minus) => `<${field}>${amount}${minus ? '' : '-'}<`,
    )
  const credit = (text: string) => text.replace('<BSART>INVO<', '<BSART>CRME<')
  const amounts = ({ kind, subtotal, shippingTotal, taxTotal, total, lines, taxes }: Entered) => [
    kind,
    [subtotal, shippingTotal, taxTotal, total],
    lines.map(({ quantity, unitPrice, rowTotal, taxAmount }) => [quantity, unitPrice, rowTotal, taxAmount]),
    taxes.map(({ amount }) => amount.amount),
  ]
  const expected = [
    ['379.7', '5', '73.09', '457.79'],
    [
      ['3', '129.9', '389.7', '74.04'],
      ['3', '-3.3333', '-10', '-1.9'],
    ],
    ['73.09'],
  ]

  it('lets lines keep their sign: what takes something off is not added', async () => {
    expect(amounts(await entered(rebate))).toEqual(['invoice', ...expected])
  })

  it('turns a credit note that is written with a minus as a whole, and leaves one that is not as it is', async () => {
    expect(amounts(await entered((text) => credit(turned(rebate(text)))))).toEqual(['creditNote', ...expected])
    expect(amounts(await entered((text) => credit(rebate(text))))).toEqual(['creditNote', ...expected])
  })

  it('takes the net amount: by 002 before 003, else the gross one less its taxes, or by what the settings say', async () => {
    const lines = async (change: (text: string) => string, settings = {}) =>
      (await entered(change, settings)).lines.map(({ rowTotal }) => rowTotal)
    const both = '<E1EDP26 SEGMENT="1"><QUALF>003</QUALF><BETRG>463.74</BETRG></E1EDP26>'
    expect(await lines((text) => text.replace('<E1EDP26 ', `${both}<E1EDP26 `))).toEqual(['389.7'])
    expect(await lines((text) => text.replace(/<E1EDP26 [^]*<\/E1EDP26>/, both))).toEqual(['389.7'])
    const net = both.replace('463.74', '389.70')
    expect(await lines((text) => text.replace(/<E1EDP26 [^]*<\/E1EDP26>/, net), { netAmounts: ['003'] })).toEqual([
      '389.7',
    ])
  })

  it('refuses items that come to the gross amount of the document', async () => {
    const [record] = await records(
      (await fixture('invoic.xml'))
        .replace('389.70', '463.74')
        .replace('<SUMME>394.70<', '<SUMME>389.70<')
        .replace('<SUMME>74.99<', '<SUMME>74.04<'),
    )
    expect(record!.objections).toMatchObject([{ code: 'FIELD_INVALID', params: { field: 'E1EDP26/BETRG' } }])
  })

  it('is due by its terms of payment where no day is said, and tells their words', async () => {
    const term = (days: string, percent: string, words = '') =>
      `<E1EDK18 SEGMENT="1"><TAGE>${days}</TAGE><PRZNT>${percent}</PRZNT><ZTERM_TXT>${words}</ZTERM_TXT></E1EDK18>`
    const terms = term('14', '2.000') + term('20', '', '20 Tage netto')
    const said = (text: string) => text.replace('<E1EDK04 ', `${terms}<E1EDK04 `)
    expect(await entered(said)).toMatchObject({ dueOn: '2026-12-27', note: '2 %: 2026-12-11\n20 Tage netto' })
    const undated = (text: string) => said(text).replace(/<E1EDK03 SEGMENT="1">\s*<IDDAT>028[^]*?<\/E1EDK03>/, '')
    expect(await entered(undated)).toMatchObject({ issuedOn: '2026-11-27', dueOn: '2026-12-17' })
    expect((await entered((text) => text))['note']).toBeUndefined()
  })
})
