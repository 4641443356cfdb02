import { z } from 'zod'
import type { Ctx } from '../../../kernel/context.ts'
import { defineJob, enqueue } from '../../../kernel/jobs.ts'

/** What is in the queue of a batch that goes on: its name there and what it is told. */
const name = 'batch.apply'
const payload = z.object({ jobId: z.uuid() })

/** The job of the queue that applies a batch. It may be there twice: only one of them gets at the batch. */
export const applyJob = (run: (jobId: string, ctx: Ctx) => Promise<void>) =>
  defineJob({ name, payload, run: ({ jobId }, ctx) => run(jobId, ctx) })

/** Has a worker go on with a batch. */
export const wake = (jobId: string, ctx: Ctx): Promise<void> =>
  enqueue(ctx, { name, payload, run: () => Promise.resolve() }, { jobId }, { key: `batch:${jobId}` })
