import type { Ctx } from '../../kernel/context.ts'
import type { ProviderIntent } from './port.ts'

/** What of a payment is kept about what it was paid with. Empty where the provider has not told it. */
export function paidWith({ method }: ProviderIntent) {
  if (!method) return {}
  const { checks } = method
  return {
    method: methodLabel(method).slice(0, 80),
    methodType: method.type.slice(0, 40),
    methodDigits: method.last4,
    addressCheck: checks?.address ?? null,
    postalCodeCheck: checks?.postalCode ?? null,
    securityCodeCheck: checks?.securityCode ?? null,
  }
}

/**
 * Keeps what a payment was paid with, once it is paid, or promised by the bank. What was tried before and refused (a debit, say, on the same intent as the card that followed) is not what it was
 * paid with, though the provider tells of it as long as there is nothing newer. Writes only where it is news.
 */
export async function keepPaidWith(ctx: Ctx, paymentId: string, intent: ProviderIntent): Promise<void> {
  if (!intent.method || !(intent.status === 'succeeded' || intent.status === 'requiresCapture')) return
  const known = paidWith(intent)
  await ctx.db
    .updateTable('payments')
    .set({ ...known, updatedAt: ctx.clock.now() })
    .where('id', '=', paymentId)
    .where((where) =>
      where.or([
        where('method', 'is distinct from', known.method ?? null),
        where('methodType', 'is distinct from', known.methodType ?? null),
      ]),
    )
    .execute()
}

/** How people call what was paid with: `Visa •••• 4242 (Google Pay)`, `iDEAL`. */
function methodLabel({ name, last4, wallet }: NonNullable<ProviderIntent['method']>): string {
  return [name, last4 ? `•••• ${last4}` : null, wallet ? `(${wallet})` : null].filter(Boolean).join(' ')
}
