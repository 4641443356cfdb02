import type { ActionVerb } from '../../engine/index.ts'
import type { Actions } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { sql } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { quantitiesFit } from '../catalog/index.ts'

type Asked = Actions['priceList.setPrices']['input']

/** Behind the last day. */
const dayAfter = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000)
const startOf = (day: string) => new Date(`${day}T00:00:00Z`)

/** Of what is valid at a moment, the higher wins: the series first, then what began later. */
const priorityOf = ({ precedence, validFrom }: Asked) =>
  precedence * 100_000_000 + Number((validFrom ?? '').replaceAll('-', '') || 0)

const codeOf = ({ series, validFrom, validUntil }: Asked) =>
  [series, validFrom ?? '', validUntil ?? ''].join(' ').trim()

/** The list of a series for a time, with its buyers; made where it is not there. It sells in every currency that came. */
async function listOf(ctx: Ctx, asked: Asked): Promise<string> {
  const now = ctx.clock.now()
  const code = codeOf(asked)
  if (code.length > 60) return longListOf(ctx, asked, code)
  return upsertList(ctx, asked, code, now)
}

/** A list whose name is too long for a code is known by its series and time, and called by a short one. */
async function longListOf(ctx: Ctx, asked: Asked, code: string): Promise<string> {
  const { rows } = await sql<{
    short: string
  }>`select left(${code}, 47) || ' ' || left(md5(${code}), 12) as short`.execute(ctx.db)
  return upsertList(ctx, asked, rows[0]!.short, ctx.clock.now())
}

async function upsertList(ctx: Ctx, asked: Asked, code: string, now: Date): Promise<string> {
  const { rows } = await sql<{ id: string; fresh: boolean }>`
    insert into price_lists (id, code, name, currencies, series, valid_from, valid_until, created_at, updated_at)
    values (${ctx.ids.next()}, ${code}, ${codeOf(asked).slice(0, 120)}, ${[asked.currency]}::text[], ${asked.series},
      ${asked.validFrom ? startOf(asked.validFrom) : null}, ${asked.validUntil ? dayAfter(asked.validUntil) : null}, ${now}, ${now})
    on conflict (code) do update set updated_at = excluded.updated_at,
      currencies = case when price_lists.currencies @> excluded.currencies then price_lists.currencies else price_lists.currencies || excluded.currencies end
      where not price_lists.currencies @> excluded.currencies
    returning id, xmax = 0 as fresh`.execute(ctx.db)
  const id =
    rows[0]?.id ??
    (await ctx.db.selectFrom('priceLists').select('id').where('code', '=', code).executeTakeFirstOrThrow()).id
  if (rows[0]?.fresh)
    await ctx.db
      .insertInto('priceListAssignments')
      .values({
        id: ctx.ids.next(),
        code: ctx.ids.orderNumber().replace(/^[A-Z]+/, 'PA'),
        priceListId: id,
        websiteId: asked.websiteId,
        customerId: asked.customerId ?? null,
        customerGroupId: asked.customerGroupId ?? null,
        priority: priorityOf(asked),
      })
      .execute()
  return id
}

/**
 * Takes away what the product cost in the lists of the series that began on the same day, as the last word about a time counts: in this unit and
 * currency, or where that is the sole price in any. `but`: the list in which this unit and currency stay.
 */
async function forget(ctx: Ctx, asked: Asked, but: string | null): Promise<void> {
  const sole = asked.sole ?? false
  const from = asked.validFrom ? startOf(asked.validFrom) : null
  await sql`
    delete from prices p using price_lists l
    where l.id = p.price_list_id and l.series = ${asked.series} and l.valid_from is not distinct from ${from}
      and p.product_id = ${asked.productId}
      and case when p.unit_id = ${asked.unitId} and p.currency = ${asked.currency} then l.id is distinct from ${but}::uuid else ${sole} end`.execute(
    ctx.db,
  )
}

/** Says all that a product costs in a unit, for somebody and a time; see the model. */
export const setPrices: ActionVerb<'priceList.setPrices'> = async (asked, ctx) => {
  const { productId, unitId, currency, tiers, validFrom, validUntil } = asked
  if (asked.customerId && asked.customerGroupId)
    throw refuse(
      'FIELD_INVALID',
      { field: 'customerGroupId', problem: 'is said beside a customer: say one' },
      'customerGroupId',
    )
  if (validFrom && validUntil && validUntil < validFrom)
    throw refuse('FIELD_INVALID', { field: 'validUntil', problem: 'is before validFrom' }, 'validUntil')
  const quantities = tiers.map(({ quantity }) => quantity)
  const doubled = quantities.findIndex((one, at) => quantities.indexOf(one) !== at)
  if (doubled >= 0)
    throw refuse(
      'FIELD_INVALID',
      { field: `tiers.${doubled}`, problem: 'begins where another one does' },
      `tiers.${doubled}`,
    )
  const measured = quantities.map((quantity) => ({ productId, unitId, quantity }))
  const [misfit] = (await quantitiesFit(ctx, measured, 'tiers')).values()
  if (misfit) throw misfit
  if (tiers.length === 0) {
    await forget(ctx, asked, null)
    return { done: true }
  }
  const listId = await listOf(ctx, asked)
  await forget(ctx, asked, listId)
  const now = ctx.clock.now()
  await sql`
    with said as (
      select t.quantity::numeric, t.amount::numeric
      from jsonb_to_recordset(${JSON.stringify(tiers)}::jsonb) as t (quantity text, amount text)
    ), gone as (
      delete from prices p where p.price_list_id = ${listId} and p.product_id = ${productId} and p.unit_id = ${unitId}
        and p.currency = ${currency} and not exists (select from said s where s.quantity = p.quantity)
    )
    insert into prices (id, price_list_id, product_id, unit_id, currency, quantity, amount, created_at, updated_at)
    select gen_random_uuid(), ${listId}, ${productId}, ${unitId}, ${currency}, s.quantity, s.amount, ${now}, ${now} from said s
    on conflict (price_list_id, product_id, unit_id, currency, quantity)
      do update set amount = excluded.amount, updated_at = excluded.updated_at where prices.amount is distinct from excluded.amount`.execute(
    ctx.db,
  )
  return { done: true }
}
