import { z } from 'zod'
import type { Ctx } from '../../kernel/context.ts'
import { sql } from '../../kernel/db.ts'
import { defineJob, type RunnableJob } from '../../kernel/jobs.ts'
import type { Consumer, OutboxEvent } from '../../kernel/outbox.ts'
import { dayOf } from './shopper.ts'

/** So many products are projected by one statement. */
const step = 500

/** The ids that events name in their payload under `key`, and those they are about where they are about one of `entity`. */
function idsIn(events: readonly OutboxEvent[], key: string, entity: string): string[] {
  const ids = events.flatMap((event) => [
    ...((event.payload[key] as string[] | undefined) ?? []),
    ...(event.entity === entity ? [event.entityId] : []),
  ])
  return [...new Set(ids)]
}

async function inSteps(ids: readonly string[], project: (ids: readonly string[]) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < ids.length; at += step) await project(ids.slice(at, at + step))
}

const projectProducts = (ids: readonly string[], ctx: Ctx) =>
  inSteps(ids, (some) =>
    sql`select read_model.products_changed(${[...some]}::uuid[], ${dayOf(ctx.clock.now())}::date)`.execute(ctx.db),
  )

const projectPrices = (ids: readonly string[], ctx: Ctx) =>
  inSteps(ids, (some) => sql`select read_model.prices_changed(${[...some]}::uuid[])`.execute(ctx.db))

const of = (events: readonly OutboxEvent[], ...topics: string[]) =>
  events.filter(({ topic }) => topics.some((wanted) => topic === wanted || topic.startsWith(`${wanted}.`)))

/** Availability first of all: it changes with every order, and costs the least. */
const keepStock: Consumer = {
  name: 'read-model.stock',
  topics: ['inventory.changed'],
  batch: 200,
  handle: async (events, ctx) => {
    const ids = idsIn(events, 'productIds', 'product')
    await inSteps(ids, (some) =>
      sql`select read_model.stock_changed(${[...some]}::uuid[], ${dayOf(ctx.clock.now())}::date)`.execute(ctx.db),
    )
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
      events.some(({ payload }) => payload['priceListId'])
    ) {
      const { rows } = await sql<{
        ids: string[]
      }>`select read_model.chains_changed(${ctx.clock.now()}) as ids`.execute(ctx.db)
      await projectPrices(rows[0]!.ids, ctx)
    }
    await projectPrices(idsIn(of(events, 'price'), 'productIds', 'product'), ctx)
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
    await projectProducts([...ids], ctx)
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

export const readModelJobs: readonly RunnableJob[] = [noticeDays]
