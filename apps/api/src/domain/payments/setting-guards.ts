import type { Guard } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { refuse } from '../../kernel/errors.ts'

/** What goes on account has nothing that could be taken later, nor a card. */
export const settingGuard: Guard = async ({ deed, id, given }, ctx) => {
  if (deed === 'delete') return
  const method = deed === 'create' ? given['method'] : await methodOf(ctx, id)
  if (method === 'card') return
  for (const [field, value] of [
    ['capture', 'atShipment'],
    ['saveCards', true],
  ] as const)
    if (given[field] === value) throw refuse('FIELD_INVALID', { field, problem: 'is of payment by card only' }, field)
}

async function methodOf(ctx: Ctx, id: string): Promise<string | undefined> {
  const row = await ctx.db.selectFrom('paymentSettings').select('method').where('id', '=', id).executeTakeFirst()
  return row?.method
}

/** A maximum is no less than its minimum. */
export const limitGuard: Guard = async ({ deed, id, given }, ctx) => {
  if (deed === 'delete') return
  const stood =
    deed === 'update'
      ? await ctx.db.selectFrom('paymentLimits').select(['minimum', 'maximum']).where('id', '=', id).executeTakeFirst()
      : undefined
  const after: Record<string, unknown> = { ...stood, ...given }
  const [least, most] = [amountOf(after['minimum']), amountOf(after['maximum'])]
  if (least && most && most.lessThan(least))
    throw refuse('FIELD_INVALID', { field: 'maximum', problem: 'is less than the minimum' }, 'maximum')
}

/** An amount as it is given, or as it stands. */
function amountOf(value: unknown): Decimal | null {
  if (typeof value === 'string') return new Decimal(value)
  return typeof value === 'object' && value !== null ? new Decimal((value as { amount: string }).amount) : null
}
