import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import {
  disputeFact,
  keepReference,
  paymentByReference,
  paymentsOfEntries,
  refundFact,
  takeCardNews,
  type Fact,
  type PaymentProvider,
  type PaymentRow,
  type ProviderNews,
} from '../payments/index.ts'
import { tellOfBank, type BankMails } from './mail-bank.ts'
import { hear } from './placing/settle.ts'

/** What only the message says: declines and disputes. What the intent says is read from the provider itself. */
function factsTold(news: ProviderNews): Fact[] {
  const facts: Fact[] = []
  const { intent, dispute, occurredAt } = news
  if (news.type === 'payment_intent.payment_failed' && intent)
    facts.push({
      kind: 'failed',
      amount: intent.amount,
      reference: news.eventId,
      code: intent.lastError?.declineCode ?? intent.lastError?.code ?? null,
      message: intent.lastError?.message ?? null,
      occurredAt,
    })
  if (dispute) facts.push({ ...disputeFact(dispute), occurredAt })
  return facts
}

/** The refunds of the payment that a message about refunds speaks of: all of them, since messages about others may be lost. */
async function refundsTold(provider: PaymentProvider, { ofRefunds, intentReference }: ProviderNews): Promise<Fact[]> {
  if (!ofRefunds || !intentReference) return []
  const facts: Fact[] = []
  for await (const { refund } of provider.entriesOf({ intentReference })) if (refund) facts.push(refundFact(refund))
  return facts
}

/** What another message says as well, or what we did ourselves: read, and not acted on. */
const saysNothing = new Set([
  'payment_intent.created',
  'charge.succeeded',
  'charge.pending',
  'charge.failed',
  'charge.updated',
])

/**
 * Takes in what a payment provider says by webhook. A message that was handled before changes nothing; the order of messages does not
 * matter, because the intent is read anew. What is said of payments that other programs made on the same account is passed over. Refuses WEBHOOK_SIGNATURE_INVALID, WEBHOOK_MALFORMED,
 * and PAYMENT_NOT_FOUND for a payment that says it is ours and that our books do not have (yet): the provider tells of it again.
 */
export async function takeNews(
  ctx: Ctx,
  provider: PaymentProvider,
  mails: BankMails,
  news: ProviderNews,
): Promise<void> {
  if (await takeCardNews(ctx, provider, news)) return
  if (!news.intentReference || saysNothing.has(news.type)) return
  const payment = (await paymentByReference(ctx, news.intentReference)) ?? (await byMetadata(ctx, provider, news))
  if (!payment) return
  if (await wasHandled(ctx, provider, news)) return
  const intent = await provider.readIntent(news.intentReference)
  await hear(ctx, provider, { ...payment, reference: intent.reference }, intent, {
    facts: [...factsTold(news), ...(await refundsTold(provider, news))],
    keep: async (inside) => {
      await keepHandled(inside, provider, news)
      await tellOfBank(inside, mails, news, intent.status, payment)
    },
  })
}

async function wasHandled(ctx: Ctx, provider: PaymentProvider, news: ProviderNews): Promise<boolean> {
  const seen = await ctx.db
    .selectFrom('providerEvents')
    .select('id')
    .where('provider', '=', provider.code)
    .where('eventId', '=', news.eventId)
    .executeTakeFirst()
  return seen !== undefined
}

/** In the transaction that acts on it: a message is handled exactly if what it says is in our books. */
async function keepHandled(ctx: Ctx, provider: PaymentProvider, news: ProviderNews): Promise<void> {
  const now = ctx.clock.now()
  await ctx.db
    .insertInto('providerEvents')
    .values({
      id: ctx.ids.next(),
      provider: provider.code,
      eventId: news.eventId,
      type: news.type,
      payload: JSON.stringify({ intent: news.intentReference }),
      receivedAt: now,
      handledAt: now,
    })
    .onConflict((conflict) => conflict.columns(['provider', 'eventId']).doNothing())
    .execute()
}

/** Word that comes before we could write down the provider's id of the payment. Undefined: another program's. Refuses PAYMENT_NOT_FOUND. */
async function byMetadata(
  ctx: Ctx,
  provider: PaymentProvider,
  { intent: told, intentReference }: ProviderNews,
): Promise<PaymentRow | undefined> {
  if (!intentReference) return undefined
  const intent = told ?? (await provider.readIntent(intentReference))
  if (!intent.metadata['paymentId']) return undefined
  const payment = (await paymentsOfEntries(ctx, [{ intent, intentReference }])).get(intentReference)?.payment
  if (!payment) throw refuse('PAYMENT_NOT_FOUND')
  await keepReference(ctx, payment.id, intentReference)
  return payment
}
