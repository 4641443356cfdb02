import Stripe from 'stripe'
import type { ProviderNews } from '../../domain/payments/port.ts'
import type { Clock } from '../../kernel/clock.ts'
import { refuse } from '../../kernel/errors.ts'
import { toCard } from './kept-cards.ts'
import { idOf, toDispute, toIntent } from './intents.ts'

/** Stripe's own advice (docs.stripe.com/webhooks#replay-attacks). */
const TOLERANCE_SECONDS = 300

/**
 * Verifies a webhook against each secret (there are two while one is rotated out) and reads it.
 * Throws WEBHOOK_SIGNATURE_INVALID or WEBHOOK_MALFORMED.
 */
export function readNews(
  webhooks: Stripe['webhooks'],
  rawBody: Buffer,
  header: string | undefined,
  options: { secrets: readonly string[]; clock: Clock },
): ProviderNews {
  return toNews(verified(webhooks, rawBody, header, options))
}

function verified(
  webhooks: Stripe['webhooks'],
  rawBody: Buffer,
  header: string | undefined,
  { secrets, clock }: { secrets: readonly string[]; clock: Clock },
): Stripe.Event {
  for (const secret of secrets)
    try {
      const now = clock.now().getTime()
      return webhooks.constructEvent(rawBody, header ?? '', secret, TOLERANCE_SECONDS, undefined, now)
    } catch (error) {
      if (!(error instanceof Stripe.errors.StripeSignatureVerificationError)) throw refuse('WEBHOOK_MALFORMED')
    }
  throw refuse('WEBHOOK_SIGNATURE_INVALID')
}

function toNews(event: Stripe.Event): ProviderNews {
  const object = (event as { data?: { object?: unknown } } | null)?.data?.object
  if (!object || typeof event.id !== 'string' || typeof event.type !== 'string' || !Number.isInteger(event.created))
    throw refuse('WEBHOOK_MALFORMED')
  const news: ProviderNews = {
    eventId: event.id,
    type: event.type,
    occurredAt: new Date(event.created * 1_000),
    intentReference: null,
    intent: null,
  }
  // By the object, not by the event's type: types come and go, and each of these objects is read in one way.
  const subject = object as
    Stripe.PaymentIntent | Stripe.Charge | Stripe.Refund | Stripe.Dispute | Stripe.SetupIntent | Stripe.PaymentMethod
  switch (subject.object) {
    case 'payment_intent':
      return { ...news, intentReference: subject.id, intent: toIntent(subject) }
    case 'charge':
      return {
        ...news,
        intentReference: idOf(subject.payment_intent),
        ...(event.type === 'charge.refunded' ? { ofRefunds: true } : {}),
      }
    case 'refund':
      return { ...news, intentReference: idOf(subject.payment_intent), ofRefunds: true }
    case 'dispute':
      return { ...news, intentReference: idOf(subject.payment_intent), dispute: toDispute(subject) }
    case 'setup_intent':
      return subject.status === 'succeeded' ? { ...news, setupReference: subject.id } : news
    case 'payment_method':
      return event.type === 'payment_method.detached'
        ? { ...news, forgotten: subject.id }
        : { ...news, card: toCard(subject) }
    default:
      return news
  }
}
