import type { Ctx } from '../../kernel/context.ts'

export interface Mail {
  to: string
  subject: string
  text: string
}

/** Carries mails to wherever they go; throws when it could not hand one over. */
export interface Mailer {
  send(mail: Mail): Promise<void>
}

/** Counts tries, over all processes. Refuses RATE_LIMITED when there were too many; counts also where the transaction is rolled back. */
export interface Attempts {
  count(what: string, who: string): Promise<void>
}

/** What other areas do when a visitor turns out to be somebody; in the same transaction. */
export type Arrival = (ctx: Ctx, visitorId: string, customerUserId: string) => Promise<void>
