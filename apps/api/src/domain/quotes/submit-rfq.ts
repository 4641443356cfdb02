import { inLanguage, newNumber, type ActionVerb } from '../../engine/index.ts'
import { calendarDay } from '../../kernel/clock.ts'
import type { Actions } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import { appendEvent } from '../../kernel/outbox.ts'
import { askedGoods } from '../carts/index.ts'

type Asked = Actions['rfq.submit']['input']

/** Files a request for quote for the person who asks and their company, and tells `rfq.submitted`. */
export const submitRfq: ActionVerb<'rfq.submit'> = async (asked, ctx) => {
  const { actor } = ctx
  if (actor.kind !== 'customerUser') throw refuse('SIGN_IN_REQUIRED')
  if (asked.lines.length === 0) throw refuse('FIELD_REQUIRED', { field: 'lines' }, 'lines')
  const now = ctx.clock.now()
  if (asked.neededBy && asked.neededBy < calendarDay(now))
    throw refuse('FIELD_INVALID', { field: 'neededBy', problem: 'is over' }, 'neededBy')
  const goods = await askedGoods(ctx, actor.customerId, asked.lines, (at) => `lines.${at}.`)
  const id = ctx.ids.next()
  await ctx.db
    .insertInto('rfqs')
    .values({
      id,
      number: newNumber('rfq', 'number', ctx),
      ...(await asker(ctx, actor.customerUserId)),
      customerUserId: actor.customerUserId,
      customerId: actor.customerId,
      websiteId: ctx.website.id,
      poNumber: asked.poNumber ?? null,
      neededBy: asked.neededBy ?? null,
      note: asked.note ?? null,
      createdAt: now,
      updatedAt: now,
    })
    .execute()
  await addLines(ctx, id, asked.lines, goods)
  await appendEvent(ctx, { topic: 'rfq.submitted', entity: 'rfq', entityId: id, payload: { rfqId: id } })
  return { id }
}

/** Who asks, as the request keeps it. */
const asker = (ctx: Ctx, customerUserId: string) =>
  ctx.db
    .selectFrom('customerUsers')
    .innerJoin('customers', 'customers.id', 'customerUsers.customerId')
    .select(['email', 'firstName', 'lastName', 'phone', 'customers.name as company'])
    .where('customerUsers.id', '=', customerUserId)
    .executeTakeFirstOrThrow()

async function addLines(
  ctx: Ctx,
  rfqId: string,
  asked: Asked['lines'],
  goods: Awaited<ReturnType<typeof askedGoods>>,
): Promise<void> {
  const updatedAt = ctx.clock.now()
  const lines = goods.map(({ product }, at) => ({
    id: ctx.ids.next(),
    rfqId,
    position: at + 1,
    productId: product.id,
    sku: product.sku,
    name: inLanguage(product.name, ctx),
    note: asked[at]!.note ?? null,
    updatedAt,
  }))
  await ctx.db.insertInto('rfqLines').values(lines).execute()
  const requests = goods.map(({ unit, quantity }, at) => ({
    id: ctx.ids.next(),
    lineId: lines[at]!.id,
    position: 1,
    unitId: unit.unitId,
    quantity: quantity.toFixed(6),
    currency: ctx.currency,
    targetPrice: asked[at]!.targetPrice ?? null,
    updatedAt,
  }))
  await ctx.db.insertInto('rfqRequests').values(requests).execute()
}
