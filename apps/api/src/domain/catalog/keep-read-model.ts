import { z } from 'zod'
import { calendarDay } from '../../kernel/clock.ts'
import type { Ctx } from '../../kernel/context.ts'
import { sql } from '../../kernel/db.ts'
import { defineJob, enqueue, type RunnableJob } from '../../kernel/jobs.ts'
import type { Consumer, OutboxEvent } from '../../kernel/outbox.ts'

/** So many products are projected by one statement. */
const step = 500

/** So many products are projected in the transaction of their news; more of them would keep all other news waiting. */
const atOnce = 2 * step

/** What the events of one kind of thing are about, as the database tells it (prisma/sql/11-news.sql): `<entity>Ids` in the payload. */
function idsOf(events: readonly OutboxEvent[], entity: string): string[] {
  return [...new Set(events.flatMap(({ payload }) => (payload[`${entity}Ids`] as string[] | undefined) ?? []))]
}

const parts = (ids: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(ids.length / step) }, (_, part) => ids.slice(part * step, (part + 1) * step))

const projections = {
  products: (ids: readonly string[], ctx: Ctx) =>
    sql`select read_model.products_changed(${[...ids]}::uuid[], ${calendarDay(ctx.clock.now())}::date)`.execute(ctx.db),
  prices: (ids: readonly string[], ctx: Ctx) =>
    sql`select read_model.prices_changed(${[...ids]}::uuid[])`.execute(ctx.db),
  stock: (ids: readonly string[], ctx: Ctx) =>
    sql`select read_model.stock_changed(${[...ids]}::uuid[], ${calendarDay(ctx.clock.now())}::date)`.execute(ctx.db),
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

/** Availability first of all: it changes with every order, and costs the least. */
const keepStock: Consumer = {
  name: 'read-model.stock',
  topics: ['inventory.changed', 'warehouse.changed'],
  batch: 200,
  handle: async (events, ctx) => {
    const ids = new Set(idsOf(events, 'product'))
    const warehouses = idsOf(events, 'warehouse')
    if (warehouses.length > 0) {
      const there = ctx.db.selectFrom('inventoryLevels').select('productId').distinct()
      for (const { productId } of await there.where('warehouseId', 'in', warehouses).execute()) ids.add(productId)
    }
    await project('stock', [...ids], ctx)
  },
}

/** Whether lists are given to other people now. Most news of customers is not about that: who has just registered has no lists of their own. */
async function rearranges(events: readonly OutboxEvent[], ctx: Ctx): Promise<boolean> {
  if (events.some(({ topic }) => topic !== 'product.pricesChanged' && topic !== 'customer.changed')) return true
  const customers = idsOf(events, 'customer')
  if (customers.length === 0) return false
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from customers where id = any (${customers}::uuid[]) and (group_id is not null or parent_id is not null))
      or exists (select from customers where parent_id = any (${customers}::uuid[]))
      or exists (select from price_list_assignments where customer_id = any (${customers}::uuid[])) as found`.execute(
    ctx.db,
  )
  return rows[0]!.found
}

const keepPrices: Consumer = {
  name: 'read-model.prices',
  topics: [
    'product.pricesChanged',
    'priceList.changed',
    'customer.changed',
    'customerGroup.changed',
    'website.changed',
  ],
  batch: 100,
  handle: async (events, ctx) => {
    const ids = new Set(idsOf(events, 'product'))
    if (await rearranges(events, ctx)) {
      const { rows } = await sql<{
        ids: string[]
      }>`select read_model.chains_changed(${ctx.clock.now()}) as ids`.execute(ctx.db)
      for (const id of rows[0]!.ids) ids.add(id)
    }
    await project('prices', [...ids], ctx)
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
    'localization.changed',
  ],
  batch: 100,
  handle: async (events, ctx) => {
    const ids = new Set(idsOf(events, 'product'))
    const add = (found: { id: string }[]) => found.forEach(({ id }) => ids.add(id))
    const categories = idsOf(events, 'category')
    if (categories.length > 0) {
      const { rows } = await sql<{
        id: string
      }>`select id from read_model.category_changed(${categories}::uuid[]) id`.execute(ctx.db)
      add(rows)
    }
    const brands = idsOf(events, 'brand')
    if (brands.length > 0)
      add(await ctx.db.selectFrom('products').select('id').where('brandId', 'in', brands).execute())
    const units = idsOf(events, 'unit')
    if (units.length > 0)
      add(await ctx.db.selectFrom('productUnits').select('productId as id').where('unitId', 'in', units).execute())
    const attributes = idsOf(events, 'attribute')
    if (attributes.length > 0) {
      // the code that it is or was called by
      const codes = events.flatMap(({ payload }) => (payload['codes'] as string[] | undefined) ?? [])
      const { rows } = await sql<{ id: string }>`
        select id from products where attribute_values ?| (
          ${codes}::text[] || array(select code::text from attributes where id = any (${attributes}::uuid[])))`.execute(
        ctx.db,
      )
      add(rows)
    }
    // other languages: everything is said anew
    if (events.some(({ topic }) => topic === 'website.changed' || topic === 'localization.changed'))
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
    const day = calendarDay(ctx.clock.now())
    await sql`
      select read_model.stock_changed(array_agg(product_id), ${day}::date)
      from read_model.products where available_from <= ${day}::date having count(*) > 0`.execute(ctx.db)
  },
})

export const readModelJobs: readonly RunnableJob[] = [noticeDays, projectPart]
