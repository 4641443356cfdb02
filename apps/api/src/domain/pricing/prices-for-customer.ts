import type { QuestionVerb } from '../../engine/index.ts'
import { sql } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { money } from '../../kernel/money.ts'

const mostProducts = 200

interface Row {
  productId: string
  sku: string
  unit: string
  quantity: string
  amount: string
  priceList: string
}

/** What a customer, or a stranger, pays for products at a moment. One statement, by the rule that the shop prices by. */
export const pricesForCustomer: QuestionVerb<'price.forCustomer'> = async (asked, ctx) => {
  const { websiteId, customerId, productIds, currency, at } = asked
  if (productIds.length > mostProducts)
    throw refuse('FIELD_INVALID', { field: 'productIds', problem: `are more than ${mostProducts}` }, 'productIds')
  const { rows } = await sql<Row>`
    select c.product_id, p.sku, u.code as unit, trim_scale(c.quantity)::text as quantity, c.amount::text as amount, l.code as price_list
    from prices_in_chain(
        price_list_chain(${websiteId}::uuid, ${customerId ?? null}::uuid, ${at ?? ctx.clock.now()}::timestamptz),
        ${[...productIds]}::uuid[], ${currency}) c
      join products p on p.id = c.product_id
      join units u on u.id = c.unit_id
      join price_lists l on l.id = c.price_list_id
    order by p.sku, u.code, c.quantity`.execute(ctx.db)
  return rows.map(({ amount, ...row }) => ({ ...row, price: money(amount, currency).toJSON() }))
}
