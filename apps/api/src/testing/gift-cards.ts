import { expect } from 'vitest'
import type { MoneyValue } from '../kernel/contract.ts'
import type { Clerk } from './clerk.ts'
import type { OpenShop } from './shop.ts'

export const eur = (amount: string): MoneyValue => ({ amount, currency: 'EUR' })

/** The house's gift cards, as tests issue them and look at them. */
export class GiftCards {
  constructor(
    private readonly shop: OpenShop,
    private readonly clerk: Clerk,
  ) {}

  /** Issues one over so many euros. Store credit has no code. */
  async issued(amount: string, besides: Record<string, unknown> = {}): Promise<{ id: string; code: string | null }> {
    const given = { websiteId: this.shop.website.id, currency: 'EUR', amount: eur(amount), ...besides }
    const made = (await this.clerk.act('giftCard.issue', given, { giftCard: { id: {} }, code: {} })) as {
      giftCard: { id: string }
      code: string | null
    }
    return { id: made.giftCard.id, code: made.code }
  }

  /** Its balance, and the sum of its entries, which is the same. */
  async books(id: string): Promise<string> {
    const { balance, entries } = (await this.clerk.read('giftCard', id, 'balance', 'entries.amount')) as {
      balance: MoneyValue
      entries: { amount: MoneyValue }[]
    }
    expect(entries.reduce((sum, { amount }) => sum + Number(amount.amount), 0)).toBeCloseTo(Number(balance.amount), 4)
    return balance.amount
  }
}
