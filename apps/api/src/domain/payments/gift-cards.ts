import { randomBytes } from 'node:crypto'
import { moveRow, type ActionVerb } from '../../engine/index.ts'
import { calendarDay } from '../../kernel/clock.ts'
import type { AppliedGiftCard } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { sql } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { hashToken } from '../../kernel/ids.ts'
import { money, type Money } from '../../kernel/money.ts'

/** Crockford's base 32: no letter is taken for a digit. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A code of 80 bits, as people read it: `7K3M-…`, four by four. */
function makeCode(): string {
  const letters = [...randomBytes(16)].map((byte) => alphabet[byte % 32]).join('')
  return letters.match(/.{4}/g)!.join('-')
}

/** A code as it is compared: however it is spaced and written. */
const plain = (code: string): string =>
  code
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')

const hashOf = (code: string): string => hashToken(`gift-card ${plain(code)}`)

/** An entry that moves the balance, in one statement; made again by the same key, nothing moves. false: less is on it, or it was made before. */
async function enter(
  ctx: Ctx,
  { id, kind, amount, key, paymentId }: { id: string; kind: string; amount: Money; key: string; paymentId?: string },
): Promise<boolean> {
  const change = amount.toDecimalString()
  const { rows } = await sql`
    with card as (
      select id, currency from gift_cards where id = ${id} and balance + ${change}::numeric >= 0 for update
    ), entry as (
      insert into gift_card_entries (id, gift_card_id, payment_id, kind, currency, amount, key)
      select ${ctx.ids.next()}::uuid, id, ${paymentId ?? null}::uuid, ${kind}, currency, ${change}::numeric, ${key} from card
      on conflict (key) do nothing returning gift_card_id, amount
    )
    update gift_cards g set balance = g.balance + entry.amount, updated_at = ${ctx.clock.now()}
    from entry where g.id = entry.gift_card_id returning g.id`.execute(ctx.db)
  return rows.length > 0
}

export const issueGiftCard: ActionVerb<'giftCard.issue'> = async (asked, ctx) => {
  const { websiteId, currency, amount, customerId, expiresOn, note } = asked
  const worth = paidInto(amount, currency)
  const code = customerId ? null : (asked.code ?? makeCode())
  if (code && plain(code).length < 8)
    throw refuse('FIELD_INVALID', { field: 'code', problem: 'has fewer than eight letters and digits' }, 'code')
  const id = ctx.ids.next()
  const made = await ctx.db
    .insertInto('giftCards')
    .values({
      id,
      websiteId,
      currency,
      kind: customerId ? 'storeCredit' : 'giftCard',
      customerId: customerId ?? null,
      codeHash: code && hashOf(code),
      lastFour: code ? plain(code).slice(-4) : '',
      balance: '0',
      expiresOn: expiresOn ?? null,
      note: note ?? null,
    })
    .onConflict((conflict) => conflict.column('codeHash').doNothing())
    .executeTakeFirst()
  if (made.numInsertedOrUpdatedRows === 0n) throw refuse('GIFT_CARD_CODE_TAKEN', {}, 'code')
  await enter(ctx, { id, kind: 'issued', amount: worth, key: `issued-${id}` })
  return { giftCard: { id }, code }
}

function paidInto(amount: { amount: string; currency: string }, currency: string): Money {
  if (amount.currency !== currency)
    throw refuse(
      'FIELD_INVALID',
      { field: 'amount', problem: `is in ${amount.currency}, the card in ${currency}` },
      'amount',
    )
  const worth = money(amount.amount, currency)
  if (!worth.isPositive())
    throw refuse('FIELD_INVALID', { field: 'amount', problem: 'is not more than nothing' }, 'amount')
  if (!worth.rounded().equals(worth))
    throw refuse('FIELD_INVALID', { field: 'amount', problem: `is finer than ${currency}` }, 'amount')
  return worth
}

export const topUpGiftCard: ActionVerb<'giftCard.topUp'> = async ({ id, amount, expiresOn }, ctx) => {
  const card = await ctx.db.selectFrom('giftCards').select('currency').where('id', '=', id).executeTakeFirst()
  if (!card) throw refuse('NOT_FOUND', { what: 'giftCard' }, 'id')
  const more = paidInto(amount, card.currency)
  await enter(ctx, { id, kind: 'toppedUp', amount: more, key: `topped-up-${ctx.ids.next()}` })
  if (expiresOn) await ctx.db.updateTable('giftCards').set({ expiresOn }).where('id', '=', id).execute()
  return { id }
}

export const disableGiftCard: ActionVerb<'giftCard.disable'> = async ({ id }, ctx) => {
  await moveRow(ctx, { entity: 'giftCard', id, action: 'disable', to: 'disabled' })
  return { id }
}

export const enableGiftCard: ActionVerb<'giftCard.enable'> = async ({ id }, ctx) => {
  await moveRow(ctx, { entity: 'giftCard', id, action: 'enable', to: 'active' })
  return { id }
}

const columns = ['id', 'kind', 'state', 'lastFour', 'currency', 'balance', 'expiresOn', 'websiteId'] as const

export interface GiftCardRow {
  id: string
  kind: AppliedGiftCard['kind']
  state: string
  lastFour: string
  currency: string
  balance: string
  expiresOn: Date | string | null
  websiteId: string
}

/** A gift card by its code, or the store credit of a customer in a currency with most on it. Undefined where there is none at this website. */
export function findGiftCard(
  ctx: Ctx,
  by: { code: string } | { customerId: string; currency: string } | { id: string },
): Promise<GiftCardRow | undefined> {
  const cards = ctx.db.selectFrom('giftCards').select(columns).where('websiteId', '=', ctx.website.id)
  if ('code' in by) return cards.where('codeHash', '=', hashOf(by.code)).executeTakeFirst()
  if ('id' in by) return cards.where('id', '=', by.id).executeTakeFirst()
  return cards
    .where('customerId', '=', by.customerId)
    .where('currency', '=', by.currency)
    .where('kind', '=', 'storeCredit')
    .orderBy('balance', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Why a card can pay nothing here and now; null: it can. */
export function problemOf(ctx: Ctx, card: GiftCardRow, currency: string): string | null {
  if (card.state !== 'active') return 'it is disabled'
  const last = card.expiresOn && (card.expiresOn instanceof Date ? calendarDay(card.expiresOn) : card.expiresOn)
  if (last && last < calendarDay(ctx.clock.now())) return 'its time is over'
  if (card.currency !== currency) return `it is in ${card.currency}`
  return money(card.balance, card.currency).isPositive() ? null : 'nothing is left on it'
}

/** What a card pays of a total. */
export function appliedTo(total: Money, { kind, lastFour, balance, currency }: GiftCardRow): AppliedGiftCard {
  const on = money(balance, currency)
  const amount = on.comparedTo(total) < 0 ? on : total
  return {
    kind,
    lastFour,
    amount: amount.toJSON(),
    left: on.minus(amount).toJSON(),
    rest: total.minus(amount).toJSON(),
  }
}

export const giftCardMethod = ({ kind, lastFour }: Pick<AppliedGiftCard, 'kind' | 'lastFour'>): string =>
  kind === 'storeCredit' ? 'Store credit' : `Gift card •••• ${lastFour}`

/** Takes what a payment needs off a card, and holds it for that. Refuses GIFT_CARD_UNUSABLE where less is on it by now. */
export async function holdOnGiftCard(
  ctx: Ctx,
  { giftCardId, paymentId, amount }: { giftCardId: string; paymentId: string; amount: Money },
): Promise<void> {
  const held = { id: giftCardId, kind: 'held', amount: amount.negated(), key: `held-${paymentId}`, paymentId }
  if (!(await enter(ctx, held))) throw refuse('GIFT_CARD_UNUSABLE', { problem: 'less is left on it than a moment ago' })
}

/** Puts back onto the card of a payment what it held, or a part of what it paid; with the latter it lives on for a while. By the same key it is done once. */
export async function backToGiftCard(
  ctx: Ctx,
  { paymentId, kind, amount, key }: { paymentId: string; kind: 'letGo' | 'refunded'; amount: Money; key: string },
): Promise<void> {
  const held = await ctx.db
    .selectFrom('giftCardEntries')
    .select('giftCardId')
    .where('paymentId', '=', paymentId)
    .where('kind', '=', 'held')
    .executeTakeFirst()
  if (!held) throw new Error(`payment ${paymentId} holds nothing on a gift card`)
  const entered = await enter(ctx, { id: held.giftCardId, kind, amount, key, paymentId })
  if (entered && kind === 'refunded') await liveOn(ctx, held.giftCardId)
}

/** One that has no last day goes on having none. */
async function liveOn(ctx: Ctx, id: string): Promise<void> {
  await sql`
    update gift_cards g set expires_on = greatest(g.expires_on, ${calendarDay(ctx.clock.now())}::date + w.gift_card_days)
    from websites w where w.id = g.website_id and g.id = ${id} and g.expires_on is not null`.execute(ctx.db)
}
