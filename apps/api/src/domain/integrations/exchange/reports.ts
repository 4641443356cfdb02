import { z } from 'zod'
import type { Ctx } from '../../../kernel/context.ts'
import { defineJob, enqueue } from '../../../kernel/jobs.ts'

const name = 'exchange.report'
const payload = z.object({ runId: z.uuid() })

/** The mail about what was refused; its text is made when it is sent. */
export const reportJob = (send: (runId: string, ctx: Ctx) => Promise<void>) =>
  defineJob({ name, payload, run: ({ runId }, ctx) => send(runId, ctx) })

/** Has that mail sent, once the transaction is committed. */
export const reportLater = (runId: string, ctx: Ctx): Promise<void> =>
  enqueue(ctx, { name, payload, run: () => Promise.resolve() }, { runId })
