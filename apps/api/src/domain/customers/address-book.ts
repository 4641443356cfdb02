import type { ActionVerb, ComputedField, QuestionVerb } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import { addressOwners } from './address-owners.ts'
import { checkAddress } from './check-address.ts'
import { signedIn } from './profile.ts'

/** Own addresses first, then the company's and its partners'; defaults before others. */
export const myAddresses: QuestionVerb<'customerAddress.mine'> = async (_input, ctx) => {
  const { customerUserId, customerId } = signedIn(ctx)
  const owners = await addressOwners(ctx, customerId)
  return ctx.db
    .selectFrom('customerAddresses')
    .select('id')
    .where((where) => where.or([where('customerUserId', '=', customerUserId), where('customerId', 'in', owners)]))
    .orderBy('customerUserId')
    .orderBy((one) => one('customerId', '=', customerId), 'desc')
    .orderBy('defaultShipping', 'desc')
    .orderBy('id')
    .execute()
}

interface Defaults {
  defaultShipping?: boolean | null
  defaultBilling?: boolean | null
}

/** There is one default of each kind in a book. */
async function dropOtherDefaults(
  ctx: Ctx,
  customerUserId: string,
  { defaultShipping, defaultBilling }: Defaults,
): Promise<void> {
  if (defaultShipping)
    await ctx.db
      .updateTable('customerAddresses')
      .set({ defaultShipping: false })
      .where('customerUserId', '=', customerUserId)
      .execute()
  if (defaultBilling)
    await ctx.db
      .updateTable('customerAddresses')
      .set({ defaultBilling: false })
      .where('customerUserId', '=', customerUserId)
      .execute()
}

export const addAddress: ActionVerb<'customerAddress.add'> = async (
  { address, label, defaultShipping, defaultBilling },
  ctx,
) => {
  const { customerUserId } = signedIn(ctx)
  checkAddress(address)
  await dropOtherDefaults(ctx, customerUserId, { defaultShipping, defaultBilling })
  const id = ctx.ids.next()
  await ctx.db
    .insertInto('customerAddresses')
    .values({
      ...address,
      id,
      customerUserId,
      label: label ?? null,
      defaultShipping: defaultShipping ?? false,
      defaultBilling: defaultBilling ?? false,
    })
    .execute()
  return { id }
}

export const changeAddress: ActionVerb<'customerAddress.change'> = async (
  { id, address, label, defaultShipping, defaultBilling },
  ctx,
) => {
  const { customerUserId } = signedIn(ctx)
  checkAddress(address)
  const own = await ctx.db
    .selectFrom('customerAddresses')
    .select('id')
    .where('id', '=', id)
    .where('customerUserId', '=', customerUserId)
    .executeTakeFirst()
  if (!own) throw refuse('NOT_FOUND', { what: 'address' }, 'id')
  await dropOtherDefaults(ctx, customerUserId, { defaultShipping, defaultBilling })
  const { company, street2, region, phone, ...required } = address
  await ctx.db
    .updateTable('customerAddresses')
    .set({
      ...required,
      company: company ?? null,
      street2: street2 ?? null,
      region: region ?? null,
      phone: phone ?? null,
      label: label ?? null,
      ...(defaultShipping == null ? {} : { defaultShipping }),
      ...(defaultBilling == null ? {} : { defaultBilling }),
      updatedAt: ctx.clock.now(),
    })
    .where('id', '=', id)
    .execute()
  return { id }
}

export const removeAddress: ActionVerb<'customerAddress.remove'> = async ({ id }, ctx) => {
  const { customerUserId } = signedIn(ctx)
  const removed = await ctx.db
    .deleteFrom('customerAddresses')
    .where('id', '=', id)
    .where('customerUserId', '=', customerUserId)
    .returning('id')
    .executeTakeFirst()
  if (!removed) throw refuse('NOT_FOUND', { what: 'address' }, 'id')
  return { done: true }
}

/** `customerAddress.own`: whether the caller may change it; for the house, whether it is a person's rather than the company's. */
export const ownAddress: ComputedField = async (ids, ctx) => {
  const these = ctx.db
    .selectFrom('customerAddresses')
    .select('id')
    .where('id', 'in', [...ids])
  const ofHouse = ctx.actor.kind === 'backOffice' || ctx.actor.kind === 'system'
  const rows = await (
    ofHouse
      ? these.where('customerUserId', 'is not', null)
      : these.where('customerUserId', '=', signedIn(ctx).customerUserId)
  ).execute()
  const own = new Set(rows.map(({ id }) => id))
  return new Map(ids.map((id) => [id, own.has(id)]))
}
