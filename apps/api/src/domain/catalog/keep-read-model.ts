import { z } from 'zod'
import type { Ctx } from '../../kernel/context.ts'
import { sql } from '../../kernel/db.ts'
import { defineJob, enqueue, type RunnableJob } from '../../kernel/jobs.ts'
import type { Consumer, OutboxEvent } from '../../kernel/outbox.ts'
import { dayOf } from './shopper.ts'

/** So many products are projected by one statement. */
const step = 500

/** So many products are projected in the transaction of their news; more of them would keep all other news waiting. */
const atOnce = 2 * step

/** The ids that events name in their payload under `key`, and those they are about where they are about one of `entity`. */
function idsIn(events: readonly OutboxEvent[], key: string, entity: string): string[] {
  const ids = events.flatMap((event) => [
    ...((event.payload[key] as string[] | undefined) ?? []),
    ...(event.entity === entity ? [event.entityId] : []),
  ])
  return [...new Set(ids)]
}

const parts = (ids: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(ids.length / step) }, (_, part) => ids.slice(part * step, (part + 1) * step))

const projections = {
  products: (ids: readonly string[], ctx: Ctx) =>
    sql`select read_model.products_changed(${[...ids]}::uuid[], ${dayOf(ctx.clock.now())}::date)`.execute(ctx.db),
  prices: (ids: readonly string[], ctx: Ctx) =>
    sql`select read_model.prices_changed(${[...ids]}::uuid[])`.execute(ctx.db),
  stock: (ids: readonly string[], ctx: Ctx) =>
    sql`select read_model.stock_changed(${[...ids]}::uuid[], ${dayOf(ctx.clock.now())}::date)`.execute(ctx.db),
}
type Projection = keyof typeof projections

/** A part of a big change: in a transaction of its own, so that what is said meanwhile need not wait for all of it. */
const projectPart = defineJob({
  name: 'read-model.project',
  payload: z.object({ what: z.enum(['products', 'prices', 'stock']), ids: z.array(z.uuid()) }),
  run: async ({ what, ids }, ctx) => void (await projections[what](ids, ctx)),
})

/** Projects products now, or where there are many, part by part soon. */
async function project(what: Projection, ids: readonly string[], ctx: Ctx): Promise<void> {
  if (ids.length <= atOnce) for (const some of parts(ids)) await projections[what](some, ctx)
  else for (const some of parts(ids)) await enqueue(ctx, projectPart, { what, ids: some }, { queue: 'read-model' })
}

const of = (events: readonly OutboxEvent[], ...topics: string[]) =>
  events.filter(({ topic }) => topics.some((wanted) => topic === wanted || topic.startsWith(`${wanted}.`)))

/** Availability first of all: it changes with every order, and costs the least. */
const keepStock: Consumer = {
  name: 'read-model.stock',
  topics: ['inventory.changed'],
  batch: 200,
  handle: async (events, ctx) => {
    await project('stock', idsIn(events, 'productIds', 'product'), ctx)
  },
}

const keepPrices: Consumer = {
  name: 'read-model.prices',
  topics: ['price.changed', 'priceList.changed', 'customer.changed', 'customerGroup.changed'],
  batch: 100,
  handle: async (events, ctx) => {
    // who gets which lists may be another now: products follow by what the lists price
    if (
      of(events, 'priceList', 'customer', 'customerGroup').length > 0 ||
      events.some(({ payload }) => payload['priceListIds'])
    ) {
      const { rows } = await sql<{
        ids: string[]
      }>`select read_model.chains_changed(${ctx.clock.now()}) as ids`.execute(ctx.db)
      await project('prices', rows[0]!.ids, ctx)
    }
    const lists = idsIn(events, 'priceListIds', 'priceList')
    const named = idsIn(of(events, 'price'), 'productIds', 'product')
    if (lists.length > 0) {
      const priced = await ctx.db
        .selectFrom('prices')
        .select('productId')
        .distinct()
        .where('priceListId', 'in', lists)
        .execute()
      named.push(...priced.map(({ productId }) => productId))
    }
    await project('prices', [...new Set(named)], ctx)
  },
}

const keepProducts: Consumer = {
  name: 'read-model.products',
  topics: [
    'product.changed',
    'category.changed',
    'attribute.changed',
    'brand.changed',
    'unit.changed',
    'website.changed',
  ],
  batch: 100,
  handle: async (events, ctx) => {
    const ids = new Set(idsIn(of(events, 'product'), 'productIds', 'product'))
    const add = (found: { id: string }[]) => found.forEach(({ id }) => ids.add(id))
    const categories = idsIn(of(events, 'category'), 'categoryIds', 'category')
    if (categories.length > 0) {
      const { rows } = await sql<{
        id: string
      }>`select id from read_model.category_changed(${categories}::uuid[]) id`.execute(ctx.db)
      add(rows)
    }
    const brands = idsIn(of(events, 'brand'), 'ids', 'brand')
    if (brands.length > 0)
      add(await ctx.db.selectFrom('products').select('id').where('brandId', 'in', brands).execute())
    const units = idsIn(of(events, 'unit'), 'ids', 'unit')
    if (units.length > 0)
      add(await ctx.db.selectFrom('productUnits').select('productId as id').where('unitId', 'in', units).execute())
    const attributes = idsIn(of(events, 'attribute'), 'ids', 'attribute')
    if (attributes.length > 0) {
      const { rows } = await sql<{ id: string }>`
        select p.id from products p join attributes a on a.id = any (${attributes}::uuid[]) and p.attribute_values ? a.code`.execute(
        ctx.db,
      )
      add(rows)
    }
    // other languages: everything is said anew
    if (of(events, 'website').length > 0)
      add(await ctx.db.selectFrom('products').select('id').where('parentId', 'is', null).execute())
    await project('products', [...ids], ctx)
  },
}

export const readModelConsumers: readonly Consumer[] = [keepStock, keepPrices, keepProducts]

/** Products whose day has come are no longer upcoming; nobody tells, so the clock is asked. */
const noticeDays = defineJob({
  name: 'read-model.notice-days',
  payload: z.looseObject({}),
  schedule: '* * * * *',
  run: async (_, ctx) => {
    const day = dayOf(ctx.clock.now())
    await sql`
      select read_model.stock_changed(array_agg(product_id), ${day}::date)
      from read_model.products where available_from <= ${day}::date having count(*) > 0`.execute(ctx.db)
  },
})

export const readModelJobs: readonly RunnableJob[] = [noticeDays, projectPart]
