import type { Ctx } from '../../kernel/context.ts'

/** What other areas do when a visitor turns out to be somebody; in the same transaction. */
export type Arrival = (ctx: Ctx, visitorId: string, customerUserId: string) => Promise<void>
