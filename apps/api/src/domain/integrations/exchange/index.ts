import type { Area } from '../../../engine/index.ts'
import type { RunnableJob } from '../../../kernel/jobs.ts'
import type { Consumer } from '../../../kernel/outbox.ts'
import { drainExchange, startExchanging, type Exchanging, type ExchangingOptions } from './dispatch.ts'
import { cancelRun, confirmRun, resumeRun } from './move-run.ts'
import type { ExchangeParts } from './parts.ts'
import { runConnector } from './run-connector.ts'
import { checkIntegration, pauseIntegration, resumeIntegration, setCredentials } from './steer-integration.ts'

export { callWorkers } from './errand.ts'
export { filesModule } from './files-module.ts'
export { createRegistry } from './registry.ts'
export type { Exchanging } from './dispatch.ts'

/** What a process does to exchange files and calls. */
export interface Exchange {
  start(options: Pick<ExchangingOptions, 'context' | 'log' | 'pollMs'> & { url: string }): Exchanging
  drain(options: Pick<ExchangingOptions, 'context' | 'log'>): Promise<number>
}

/** Files and calls between the house and the systems around it. */
export function createExchange(
  parts: ExchangeParts,
): Area & { consumers: readonly Consumer[]; jobs: readonly RunnableJob[]; exchange: Exchange } {
  return {
    actions: {
      'connector.run': runConnector(parts),
      'exchangeRun.cancel': cancelRun,
      'exchangeRun.resume': resumeRun,
      'exchangeRun.confirm': confirmRun,
      'integration.setCredentials': setCredentials(parts),
      'integration.pause': pauseIntegration,
      'integration.resume': resumeIntegration,
    },
    sagas: { 'integration.check': checkIntegration(parts) },
    consumers: [],
    jobs: [],
    exchange: {
      start: (options) => startExchanging({ ...options, parts }),
      drain: (options) => drainExchange({ ...options, parts }),
    },
  }
}
