import type { Area } from '../../../engine/index.ts'
import type { Ctx } from '../../../kernel/context.ts'
import type { RunnableJob } from '../../../kernel/jobs.ts'
import type { Consumer } from '../../../kernel/outbox.ts'
import { drainExchange, startExchanging, type Exchanging, type ExchangingOptions } from './dispatch.ts'
import { alertJob } from './failures.ts'
import { guardConnector } from './guard-connector.ts'
import { guardIntegration } from './guard-integration.ts'
import { guardAccount, guardProfile, setPasswordWithin } from './guard-settings.ts'
import { hearNews } from './hear-news.ts'
import { cancelRun, confirmRun, resumeRun } from './move-run.ts'
import type { ExchangeParts } from './parts.ts'
import { sendAlert, sendReport } from './mails.ts'
import { reportJob } from './reports.ts'
import { runConnector } from './run-connector.ts'
import { tidyJob } from './tidy.ts'
import { scheduleJob } from './schedule.ts'
import { checkIntegration } from './check-integration.ts'
import { pauseIntegration, resumeIntegration, setCredentials } from './steer-integration.ts'
import { introduce, watchJob } from './watch-configured.ts'

export { callWorkers } from './errand.ts'
export { filesModule } from './files-module.ts'
export { createRegistry } from './registry.ts'
export type { Exchanging } from './dispatch.ts'

/** What a process does to exchange files and calls. */
export interface Exchange {
  /** Has the integrations be there that the house is configured for. */
  introduce(ctx: Ctx): Promise<void>
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
      'fileAccount.setPassword': setPasswordWithin(parts),
      'integration.setCredentials': setCredentials(parts),
      'integration.pause': pauseIntegration(parts),
      'integration.resume': resumeIntegration,
    },
    sagas: { 'integration.check': checkIntegration(parts) },
    guards: {
      integration: guardIntegration(parts),
      connector: guardConnector(parts),
      fileProfile: guardProfile(parts),
      fileAccount: guardAccount(parts),
    },
    consumers: [hearNews(parts)],
    jobs: [
      scheduleJob(parts),
      tidyJob(parts),
      watchJob(parts),
      reportJob(sendReport(parts.mailer)),
      alertJob(sendAlert(parts.mailer)),
    ],
    exchange: {
      introduce: (ctx) =>
        introduce(
          parts.registry.modules.filter(({ configured }) => configured),
          ctx,
        ),
      start: (options) => startExchanging({ ...options, parts }),
      drain: (options) => drainExchange({ ...options, parts }),
    },
  }
}
