import type { ActionVerb, QuestionVerb } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { sql, transaction } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { lockRows } from '../../kernel/locks.ts'
import { wishOf } from '../../kernel/repeat.ts'
import { payerOf } from './payers.ts'
import type { KeptCard, PaymentProvider, ProviderIntent, ProviderNews } from './port.ts'

function personOf({ actor }: Ctx): string {
  if (actor.kind !== 'customerUser') throw refuse('SESSION_REQUIRED')
  return actor.customerUserId
}

/** A card of the signed-in person. Somebody else's is none: NOT_FOUND. */
async function ownCard(ctx: Ctx, id: string) {
  const card = await ctx.db
    .selectFrom('savedPaymentMethods')
    .select(['id', 'reference'])
    .where('id', '=', id)
    .where('customerUserId', '=', personOf(ctx))
    .executeTakeFirst()
  if (!card) throw refuse('NOT_FOUND', { what: 'savedPaymentMethod' }, 'id')
  return card
}

/** Enters a card that the provider keeps for a person; the first one is proposed at the checkout. Told again, it is the same card. One statement, or two. Answers its id. */
export async function enterCard(
  ctx: Ctx,
  provider: PaymentProvider['code'],
  customerUserId: string,
  { reference, brand, last4, expires }: KeptCard,
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into saved_payment_methods (id, customer_user_id, provider, reference, brand, last4, expiry_month, expiry_year, is_default)
    values (${ctx.ids.next()}::uuid, ${customerUserId}::uuid, ${provider}, ${reference}, ${brand}, ${last4}, ${expires.month}, ${expires.year},
      not exists (select from saved_payment_methods where customer_user_id = ${customerUserId}))
    on conflict (reference) do nothing returning id`.execute(ctx.db)
  const card =
    rows[0] ??
    (await ctx.db
      .selectFrom('savedPaymentMethods')
      .select('id')
      .where('reference', '=', reference)
      .where('customerUserId', '=', customerUserId)
      .executeTakeFirst())
  if (!card) throw refuse('PAYMENT_OF_SOMEBODY_ELSE')
  return card.id
}

/** The card that a payment was made with, as it is kept; null where the provider does not tell it. */
export function cardOf({ method, methodReference }: ProviderIntent): KeptCard | null {
  if (!methodReference || !method?.brand || !method.last4 || !method.expires) return null
  return { reference: methodReference, brand: method.brand, last4: method.last4, expires: method.expires }
}

export const myCards: QuestionVerb<'savedPaymentMethod.mine'> = async (_input, ctx) =>
  ctx.db
    .selectFrom('savedPaymentMethods')
    .select('id')
    .where('customerUserId', '=', personOf(ctx))
    .orderBy('isDefault', 'desc')
    .orderBy('id')
    .execute()

export const beginAdding =
  (provider: PaymentProvider): ActionVerb<'savedPaymentMethod.beginAdding'> =>
  async (_input, ctx) => {
    const customerUserId = personOf(ctx)
    if (!(await cardsMayBeSaved(ctx))) throw refuse('PAYMENT_METHOD_UNAVAILABLE', { method: 'a saved card' })
    const payer = await payerOf(ctx, provider, customerUserId)
    const key = `setup-${customerUserId}-${wishOf(ctx) ?? ctx.ids.next()}`
    const { reference, clientSecret } = await provider.beginSetup({ payer, key, metadata: { customerUserId } })
    if (!clientSecret) throw new Error(`the provider gave no secret for ${reference}`)
    return { provider: provider.code, publishableKey: provider.publishableKey, clientSecret, reference }
  }

/** Whether the website lets people have their cards kept. */
export async function cardsMayBeSaved(ctx: Ctx): Promise<boolean> {
  const setting = await ctx.db
    .selectFrom('paymentSettings')
    .select('saveCards')
    .where('websiteId', '=', ctx.website.id)
    .where('method', '=', 'card')
    .executeTakeFirst()
  return setting?.saveCards ?? false
}

export const finishAdding =
  (provider: PaymentProvider): ActionVerb<'savedPaymentMethod.finishAdding'> =>
  async ({ reference }, ctx) => {
    const customerUserId = personOf(ctx)
    const setup = await provider.readSetup(reference)
    const person = await ctx.db
      .selectFrom('customerUsers')
      .select('payerReference')
      .where('id', '=', customerUserId)
      .executeTakeFirst()
    if (!setup.payer || setup.payer !== person?.payerReference)
      throw refuse('PAYMENT_OF_SOMEBODY_ELSE', {}, 'reference')
    if (!setup.done || !setup.card) throw refuse('PAYMENT_PENDING')
    return { id: await enterCard(ctx, provider.code, customerUserId, setup.card) }
  }

export const makeDefault: ActionVerb<'savedPaymentMethod.makeDefault'> = async ({ id }, ctx) => {
  await lockRows(ctx, 'customer_users', [personOf(ctx)])
  const card = await ownCard(ctx, id)
  await ctx.db
    .updateTable('savedPaymentMethods')
    .set({ isDefault: sql<boolean>`id = ${card.id}`, updatedAt: ctx.clock.now() })
    .where('customerUserId', '=', personOf(ctx))
    .execute()
  return { id: card.id }
}

/** The provider forgets it first: a card that nobody sees must not be chargeable. */
export const removeCard =
  (provider: PaymentProvider): ActionVerb<'savedPaymentMethod.remove'> =>
  async ({ id }, ctx) => {
    const card = await ownCard(ctx, id)
    await provider.forgetCard(card.reference)
    await dropCard(ctx, card.reference)
    return { done: true }
  }

/** Takes a card out; of those that are left the oldest is proposed, where this one was. */
async function dropCard(ctx: Ctx, reference: string): Promise<void> {
  await transaction(ctx, async (inside) => {
    const gone = await inside.db
      .deleteFrom('savedPaymentMethods')
      .where('reference', '=', reference)
      .returning(['customerUserId', 'isDefault'])
      .executeTakeFirst()
    if (!gone?.isDefault) return
    await inside.db
      .updateTable('savedPaymentMethods')
      .set({ isDefault: true, updatedAt: inside.clock.now() })
      .where('id', '=', (where) =>
        where
          .selectFrom('savedPaymentMethods as next')
          .select('next.id')
          .where('next.customerUserId', '=', gone.customerUserId)
          .orderBy('next.id')
          .limit(1),
      )
      .execute()
  })
}

/** News of cards that the provider keeps: saved, of another expiry, forgotten. Told twice or late, it is the same. Answers whether it was such news. */
export async function takeCardNews(ctx: Ctx, provider: PaymentProvider, news: ProviderNews): Promise<boolean> {
  const { setupReference, forgotten, card } = news
  if (setupReference) {
    const setup = await provider.readSetup(setupReference)
    const person = await ctx.db
      .selectFrom('customerUsers')
      .select('id')
      .where('payerReference', '=', setup.payer)
      .executeTakeFirst()
    if (setup.done && setup.card && person) await enterCard(ctx, provider.code, person.id, setup.card)
    return true
  }
  if (forgotten) {
    await dropCard(ctx, forgotten)
    return true
  }
  if (!card) return false
  await ctx.db
    .updateTable('savedPaymentMethods')
    .set({
      brand: card.brand,
      last4: card.last4,
      expiryMonth: card.expires.month,
      expiryYear: card.expires.year,
      updatedAt: ctx.clock.now(),
    })
    .where('reference', '=', card.reference)
    .execute()
  return true
}
