import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Clerk, codeOf } from '../../testing/clerk.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
let clerk: Clerk
let customerId: string
beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
  const paymentTermId = await clerk.make('paymentTerm', { code: 'NET30', label: { en: 'net 30' }, netDays: 30 })
  customerId = await clerk.make('customer', {
    code: 'K-1',
    name: 'Krämer GmbH',
    organizationId: clerk.organizationId,
    paymentTermId,
  })
})
afterAll(() => shop.close())

const draft = (given: Record<string, unknown> = {}) =>
  clerk.make('invoice', {
    organizationId: clerk.organizationId,
    customerId,
    currency: 'EUR',
    subtotal: '200.00',
    taxTotal: '38.00',
    total: '238.00',
    ...given,
  })
const line = (invoiceId: string, position = 1, rowTotal = '200.00') =>
  clerk.make('invoiceLine', {
    invoiceId,
    position,
    sku: 'DRILL-18',
    name: 'Drill',
    unitCode: 'piece',
    quantity: '2',
    currency: 'EUR',
    unitPrice: '100',
    rowTotal,
    taxRate: '0.19',
    taxAmount: '38',
  })
async function issued() {
  const id = await draft()
  await line(id)
  await clerk.act('invoice.issue', { id })
  return id
}

describe('an invoice', () => {
  it('is numbered by the house, issued once its lines add up, and due by the customer’s payment term', async () => {
    const id = await draft()
    expect(await codeOf(clerk.act('invoice.issue', { id }))).toBe('INVOICE_INCOMPLETE')
    await line(id, 1, '199.99')
    expect(await codeOf(clerk.act('invoice.issue', { id }))).toBe('INVOICE_INCOMPLETE')
    expect(await clerk.read('invoice', id, 'state', 'issuedOn')).toMatchObject({ state: 'draft', issuedOn: null })
    await line(id, 2, '0.01')
    await clerk.act('invoice.issue', { id })
    const today = shop.clock.now()
    const due = new Date(today.getTime() + 30 * 86_400_000)
    expect(await clerk.read('invoice', id, 'number', 'state', 'issuedOn', 'dueOn', 'open')).toMatchObject({
      number: expect.stringMatching(/^I-/) as string,
      state: 'issued',
      issuedOn: today.toISOString().slice(0, 10),
      dueOn: due.toISOString().slice(0, 10),
      open: { amount: '238.00', currency: 'EUR' },
    })
  })

  it('stands once it is issued: neither it nor its lines can be written, nor issued again', async () => {
    const id = await issued()
    const { lines } = (await clerk.read('invoice', id, 'lines')) as { lines: { id: string }[] }
    for (const code of await Promise.all(
      [
        clerk.change('invoice', id, { note: 'late' }),
        clerk.remove('invoice', id),
        line(id, 7),
        clerk.change('invoiceLine', lines[0]!.id, { name: 'late' }),
        clerk.act('invoice.issue', { id }),
      ].map(codeOf),
    ))
      expect(code).toBe('TRANSITION_NOT_ALLOWED')
    expect(await clerk.read('invoice', id, 'note', 'lines.name')).toMatchObject({
      note: null,
      lines: [{ name: 'Drill' }],
    })
  })

  it('is paid by what comes for it, in its currency, and not taken back then', async () => {
    const id = await issued()
    const pay = (reference: string, amount: string, currency = 'EUR') =>
      clerk.make('invoicePayment', { invoiceId: id, reference, amount, currency, paidOn: '2026-11-20' })
    expect(await codeOf(pay('T-0', '1', 'USD'))).toBe('FIELD_INVALID')
    await pay('T-1', '100')
    expect(await clerk.read('invoice', id, 'paymentStatus', 'paid', 'open')).toMatchObject({
      paymentStatus: 'partiallyPaid',
      open: { amount: '138.00' },
    })
    expect(await codeOf(clerk.act('invoice.cancel', { id }))).toBe('INVOICE_SETTLED')
    await pay('T-2', '138')
    expect(await clerk.read('invoice', id, 'state', 'paymentStatus')).toMatchObject({
      state: 'issued',
      paymentStatus: 'paid',
    })
    expect(await codeOf(pay('T-2', '138'))).toBe('ALREADY_EXISTS')
  })

  it('is taken back by a credit note, which is drafted with all that it says', async () => {
    const id = await issued()
    const credit = await clerk.act('invoice.credit', { id, note: 'wrong customer' })
    const creditId = credit['id'] as string
    expect(await clerk.read('invoice', creditId, 'kind', 'state', 'total', 'corrects', 'lines.sku')).toMatchObject({
      kind: 'creditNote',
      state: 'draft',
      total: { amount: '238.00' },
      corrects: { id },
      lines: [{ sku: 'DRILL-18' }],
    })
    await clerk.act('invoice.issue', { id: creditId })
    expect(await clerk.read('invoice', id, 'open', 'paymentStatus')).toMatchObject({
      open: { amount: '0.00' },
      paymentStatus: 'paid',
    })
    expect(await codeOf(clerk.act('invoice.credit', { id: creditId }))).toBe('TRANSITION_NOT_ALLOWED')
  })
})

describe('credit notes of one invoice', () => {
  const smaller = async (id: string) => {
    const { id: creditId } = (await clerk.act('invoice.credit', { id })) as { id: string }
    const { lines } = (await clerk.read('invoice', creditId, 'lines.sku')) as { lines: { id: string }[] }
    await clerk.change('invoiceLine', lines[0]!.id, { quantity: '1', rowTotal: '100.00', taxAmount: '19' })
    await clerk.change('invoice', creditId, { subtotal: '100.00', taxTotal: '19.00', total: '119.00' })
    return creditId
  }

  it('come to all of it, in parts, and to no more', async () => {
    const id = await issued()
    const parts = [await smaller(id), await smaller(id), await smaller(id)]
    await clerk.act('invoice.issue', { id: parts[0]! })
    await clerk.act('invoice.issue', { id: parts[1]! })
    await still(shop.database, async () => {
      expect(await codeOf(clerk.act('invoice.issue', { id: parts[2]! }))).toBe('INVOICE_INCOMPLETE')
    })
    expect(await clerk.read('invoice', id, 'open')).toMatchObject({ open: { amount: '0.00' } })
  })

  it('are issued one after the other: of two over all of it, one', async () => {
    const id = await issued()
    const both = await Promise.all([clerk.act('invoice.credit', { id }), clerk.act('invoice.credit', { id })])
    const codes = await Promise.all(both.map((credit) => codeOf(clerk.act('invoice.issue', { id: credit['id'] }))))
    expect(codes.filter((code) => code === 'INVOICE_INCOMPLETE')).toHaveLength(1)
  })
})

describe('an invoice of another system', () => {
  it('adds up with the signs of its lines, and tells its terms of payment', async () => {
    const line = { sku: 'X', name: 'Drill', unitCode: 'piece', quantity: '1' }
    const entered = {
      number: '0090000020',
      kind: 'invoice',
      organizationId: clerk.organizationId,
      customerId,
      currency: 'EUR',
      subtotal: '90.00',
      taxTotal: '17.10',
      total: '107.10',
      note: '2 %: 2026-12-11',
      lines: [
        { ...line, position: 1, unitPrice: '100', rowTotal: '100.00', taxRate: '0.19', taxAmount: '19' },
        { ...line, position: 2, unitPrice: '-10', rowTotal: '-10.00', taxRate: '0.19', taxAmount: '-1.90' },
      ],
    }
    const { id } = await clerk.act('invoice.enter', entered)
    expect(
      await clerk.read(
        'invoice',
        id as string,
        'state',
        'note',
        'subtotal',
        'open',
        'lines.rowTotal',
        'lines.taxAmount',
      ),
    ).toMatchObject({
      state: 'issued',
      note: '2 %: 2026-12-11',
      subtotal: { amount: '90.00' },
      open: { amount: '107.10' },
      lines: [
        { rowTotal: { amount: '100.00' }, taxAmount: { amount: '19.00' } },
        { rowTotal: { amount: '-10.00' }, taxAmount: { amount: '-1.90' } },
      ],
    })
    // as if both were added
    const added = { ...entered, number: '0090000021', subtotal: '110.00', total: '127.10' }
    expect(await codeOf(clerk.act('invoice.enter', added))).toBe('INVOICE_INCOMPLETE')
  })
})
