import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Buyer } from '../../testing/buyer.ts'
import { granted, type Caller } from '../../testing/caller.ts'
import { Clerk, codeOf } from '../../testing/clerk.ts'
import { skus } from '../../testing/fixtures/furniture.ts'
import { clientAt, send } from '../../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

const tables = ['rfqs', 'rfq_lines', 'rfq_requests', 'audit_entries']
const fields = `id number state email firstName company poNumber neededBy note quotes { id state }
  lines { position sku name note requests { quantity currency targetPrice { amount currency } unit { code } } }`

interface Rfq {
  id: string
  number: string
  state: string
  quotes: { id: string; state: string }[]
  lines: { sku: string; name: string; requests: { quantity: string; unit: { code: string } }[] }[]
}

let shop: OpenShop
let clerk: Clerk
let ada: Caller
let eve: Caller
beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
  ada = await person('ada@one.example', 'One')
  eve = await person('eve@two.example', 'Two')
})
afterAll(() => shop.close())

async function person(email: string, company: string): Promise<Caller> {
  const caller = shop.caller()
  const account = { email, password: 'a fine password 1', firstName: 'Ada', lastName: 'Byron', company }
  await granted(caller.act('customerUserRegister', account, 'token'))
  return caller
}
const drills = { sku: skus.drill, quantity: '250', targetPrice: '79.90', note: 'in one delivery' }
const submit = (caller: Caller, given: Record<string, unknown> = {}) =>
  caller.act<Rfq>('rfqSubmit', { lines: [drills], ...given }, fields)
const read = async (caller: Caller, id: string) => (await caller.send<Rfq>(`{ rfq(id: "${id}") { ${fields} } }`)).value
const clientOf = ({ token }: Caller) => clientAt(shop.url, token)

describe('a request for quote', () => {
  it('is filed by a buyer, told to subscribers, and seen by their company and the house alone', async () => {
    const lines = [drills, { sku: skus.cable, quantity: '12.5', unit: 'metre' }]
    const rfq = await granted(submit(ada, { lines, neededBy: '2099-03-01', poNumber: 'PO-7', note: 'by the ramp' }))
    expect(rfq).toMatchObject({
      ...{ state: 'submitted', email: 'ada@one.example', firstName: 'Ada', company: 'One', quotes: [] },
      ...{ number: expect.stringMatching(/^R-/) as string, poNumber: 'PO-7', neededBy: '2099-03-01' },
      lines: [
        {
          ...{ position: 1, sku: skus.drill, note: 'in one delivery' },
          requests: [{ quantity: '250', currency: 'EUR', targetPrice: { amount: '79.90', currency: 'EUR' } }],
        },
        { position: 2, sku: skus.cable, requests: [{ quantity: '12.5', targetPrice: null, unit: { code: 'metre' } }] },
      ],
    })
    expect(rfq.lines[0]!.name).toBeTruthy()
    const { rows: news } = await shop.database.pool.query<{ topic: string }>(
      `select topic from outbox_events where entity_id = $1 and topic = 'rfq.submitted'`,
      [rfq.id],
    )
    expect(news).toHaveLength(1)
    expect(await clerk.read('rfq', rfq.id, 'customer.name', 'customerUser.email')).toEqual(
      expect.objectContaining({ customer: expect.objectContaining({ name: 'One' }) as object }),
    )
    expect(await read(ada, rfq.id)).toMatchObject({ number: rfq.number })
    expect(await read(eve, rfq.id)).toBeNull()
  })

  it('is filed by JSON:API, once under its Idempotency-Key, and rehearsed by a dry run', async () => {
    const body = { data: { type: 'rfqSubmit', attributes: { lines: [drills] } } }
    const post = (path: string, headers: Record<string, string> = {}) =>
      send(clientOf(ada), `/api/rfqs/actions/submit${path}`, { method: 'POST', body, headers })
    const rehearsed = await still(shop.database, () => post('?dryRun=true'), tables)
    expect([rehearsed.status, rehearsed.one.attributes!.state]).toEqual([200, 'submitted'])
    const key = { 'idempotency-key': '5f0d1d5e-3d0e-4a5e-9a43-8d0c3f6f1a11' }
    const filed = await post('?include=lines.requests', key)
    expect([filed.status, filed.body.included!.map(({ type }) => type).sort()]).toEqual([
      200,
      ['rfqLines', 'rfqRequests'],
    ])
    const again = await still(shop.database, () => post('?include=lines.requests', key), tables)
    expect(again.one.id).toBe(filed.one.id)
  })

  it.each([
    ['no line', { lines: [] }, 'FIELD_REQUIRED', 'lines'],
    ['too many lines', { lines: Array.from({ length: 201 }, () => drills) }, 'FIELD_INVALID', 'lines'],
    ['a line of nothing', { lines: [drills, { quantity: '1' }] }, 'FIELD_REQUIRED', 'lines.1.productId'],
    ['what is not sold here', { lines: [{ sku: 'NOPE', quantity: '1' }] }, 'NOT_FOUND', 'lines.0.sku'],
    ['a unit that it has not', { lines: [{ ...drills, unit: 'metre' }] }, 'UNIT_NOT_SOLD', 'lines.0.unit'],
    ['half a drill', { lines: [{ ...drills, quantity: '0.5' }] }, 'QUANTITY_PRECISION', 'lines.0.quantity'],
    ['none of it', { lines: [{ ...drills, quantity: '0' }] }, 'QUANTITY_INVALID', 'lines.0.quantity'],
    ['a price below nothing', { lines: [{ ...drills, targetPrice: '-1' }] }, 'FIELD_INVALID', 'lines.0.targetPrice'],
    ['a day that is over', { neededBy: '2020-01-01' }, 'FIELD_INVALID', 'neededBy'],
    ['a day that there is not', { neededBy: '2099-02-30' }, 'FIELD_INVALID', 'neededBy'],
  ])('of %s is refused, and nothing is filed', async (_what, given, code, path) => {
    const { error } = await still(shop.database, () => submit(ada, given), tables)
    expect([error?.code, error?.path]).toEqual([code, path])
  })

  it('is for those who have signed in, and not the house’s word for somebody else', async () => {
    const visitor = new Buyer(shop)
    await granted(visitor.add())
    for (const caller of [visitor.caller, shop.caller()]) {
      const { error } = await still(shop.database, () => submit(caller), tables)
      expect(error?.code).toBe('SIGN_IN_REQUIRED')
    }
    const system = () => clerk.act('rfq.submit', { lines: [drills] })
    expect(await still(shop.database, () => codeOf(system()), tables)).toBe('NOT_FOUND')
  })

  it('takes a role for it', async () => {
    const { value: user } = await ada.ask<{ id: string }>('customerUserCurrent', null, 'id')
    const customerRoleId = await clerk.make('customerRole', {
      ...{ code: 'reads-rfqs', name: 'Reads requests', organizationId: clerk.organizationId },
      grants: [{ entity: 'rfq', deed: 'read', level: 'unit' }],
    })
    const { id } = await granted(submit(ada))
    await clerk.change('customerUser', user!.id, { customerRoleId })
    const refused = await still(shop.database, () => submit(ada), tables)
    expect(refused.error?.code).toBe('FORBIDDEN')
    const cancelled = await still(shop.database, () => ada.act('rfqCancel', { id }, 'state'), tables)
    expect(cancelled.error?.code).toBe('FORBIDDEN')
    expect(await read(ada, id)).toMatchObject({ state: 'submitted' })
    await clerk.change('customerUser', user!.id, { customerRoleId: null })
    expect(await granted(ada.act<Rfq>('rfqCancel', { id }, 'state'))).toEqual({ state: 'cancelled' })
  })

  it('is taken back by whom it is, as long as nothing answers it', async () => {
    const { id } = await granted(submit(ada))
    const cancel = (caller: Caller) => caller.act<Rfq>('rfqCancel', { id }, 'state')
    expect((await still(shop.database, () => cancel(eve), tables)).error?.code).toBe('NOT_FOUND')
    await clerk.act('rfq.process', { id })
    expect(await granted(cancel(ada))).toEqual({ state: 'cancelled' })
    expect((await still(shop.database, () => cancel(ada), tables)).error?.code).toBe('TRANSITION_NOT_ALLOWED')
  })

  it('leads to the quote that answers it once that is sent, which its buyer accepts', async () => {
    const rfq = await granted(submit(ada))
    const { customer, customerUser } = (await clerk.read('rfq', rfq.id, 'customer.id', 'customerUser.id')) as Record<
      string,
      { id: string }
    >
    const { id: unitId } = await shop.database.db
      .selectFrom('units')
      .select('id')
      .where('code', '=', rfq.lines[0]!.requests[0]!.unit.code)
      .executeTakeFirstOrThrow()
    const whose = { customerId: customer!.id, customerUserId: customerUser!.id, websiteId: shop.website.id }
    const quoteId = await clerk.make('quote', {
      ...whose,
      ...{ rfqId: rfq.id, email: 'ada@one.example', locale: 'en', currency: 'EUR' },
    })
    const lineId = await clerk.make('quoteLine', { quoteId, position: 1, sku: skus.drill, name: 'Drill' })
    await clerk.make('quoteOffer', { lineId, position: 1, unitId, quantity: '250', currency: 'EUR', unitPrice: '82' })
    expect(await read(ada, rfq.id)).toMatchObject({ state: 'submitted', quotes: [] })
    await clerk.act('quote.send', { id: quoteId })
    expect(await read(ada, rfq.id)).toMatchObject({ state: 'quoted', quotes: [{ id: quoteId, state: 'sent' }] })
    expect(await granted(ada.act('quoteAccept', { id: quoteId }, 'state rfq { id }'))).toEqual({
      state: 'accepted',
      rfq: { id: rfq.id },
    })
    expect((await ada.act('rfqCancel', { id: rfq.id }, 'state')).error?.code).toBe('TRANSITION_NOT_ALLOWED')
  })
})
