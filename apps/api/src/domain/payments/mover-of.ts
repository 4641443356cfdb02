import type { Ctx } from '../../kernel/context.ts'
import { isOnAccount, onAccount } from './account-provider.ts'
import { giftCards } from './gift-card-provider.ts'
import type { MoneyMover } from './port.ts'

/** Who moves the money of a payment: of gift cards and on account we are the provider ourselves, else it is the one that is given. */
export function moverOf(ctx: Ctx, provider: MoneyMover, reference: string): MoneyMover {
  if (reference.startsWith('gift_')) return giftCards(ctx)
  return isOnAccount(reference) ? onAccount(ctx) : provider
}
