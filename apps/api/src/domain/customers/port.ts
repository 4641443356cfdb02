import type { Ctx } from '../../kernel/context.ts'

/** A visitor who turns out to be somebody. */
export interface Newcomer {
  visitorId: string
  customerUserId: string
  customerId: string
}

/** What another area does with a visitor's belongings when they sign in. */
export interface Arrival {
  /** In the transaction that opens the session. */
  take(ctx: Ctx, person: Newcomer): Promise<void>
  /** When it is committed, for what asks others and takes its time. A failure is logged, and the sign-in stands. */
  afterwards?(ctx: Ctx, person: Newcomer): Promise<void>
}
