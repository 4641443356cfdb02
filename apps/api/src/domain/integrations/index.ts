import type { Area } from '../../engine/index.ts'
import { cancelJob } from './cancel-job.ts'
import { externalReferenceGuard } from './external-reference.ts'
import { replayDeadLetter } from './replay-dead-letter.ts'
import { resumeJob } from './resume-job.ts'

export { callWorkers, createExchange, createRegistry, filesModule, type Exchange } from './exchange/index.ts'
export { createWebhooks, type Sending } from './webhooks/index.ts'

/** What goes on between the house and the systems around it. */
export const createIntegrations = (): Area => ({
  actions: { 'job.cancel': cancelJob, 'job.resume': resumeJob, 'deadLetter.replay': replayDeadLetter },
  guards: { externalReference: externalReferenceGuard },
})
