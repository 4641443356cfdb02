import type { ExchangeModule } from '../../domain/integrations/port.ts'
import type { Clock } from '../../kernel/clock.ts'
import type { Ids } from '../../kernel/ids.ts'
import { FedexApi } from './fedex-api.ts'

/** FedEx among the integrations: rates go by shipping's port; here it is told whether it lets us in. */
export function createFedexModule(
  settings: { baseUrl: string; clientId: string; clientSecret: string; accountNumber: string },
  { clock, ids }: { clock: Clock; ids: Ids },
): ExchangeModule {
  const { clientId, clientSecret, accountNumber } = settings
  const baseUrl = settings.baseUrl.replace(/\/+$/, '')
  return {
    code: 'fedex',
    name: 'FedEx (rates, labels, tracking)',
    configured: true,
    settings: { type: 'object', additionalProperties: false },
    check: async () => {
      // one of its own for each check: a token that is kept proves nothing
      const waits = { timeoutMs: 10_000, budgetMs: 10_000, firstPauseMs: 200 }
      await new FedexApi({ baseUrl, clientId, clientSecret, ...waits }, clock, ids).signIn()
      return [
        { ok: true, what: 'connection', detail: `${new URL(baseUrl).host} takes FEDEX_CLIENT_ID and its secret.` },
        {
          ok: /^\d{9}$/.test(accountNumber),
          what: 'account',
          detail: /^\d{9}$/.test(accountNumber)
            ? `Rates are asked for the account that ends in ${accountNumber.slice(-4)}.`
            : 'FEDEX_ACCOUNT_NUMBER has not nine digits.',
        },
      ]
    },
  }
}
