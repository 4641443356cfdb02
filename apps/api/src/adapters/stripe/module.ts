import type { ExchangeModule, Finding } from '../../domain/integrations/port.ts'
import { connect, type StripeSettings } from './connect.ts'

/** `live` or `test`, by how Stripe's keys begin: https://docs.stripe.com/keys */
const modeOf = (key: string): string | undefined => /^(?:sk|pk|rk)_(live|test)_/.exec(key)?.[1]

function keysFit({ secretKey, publishableKey }: StripeSettings): Finding {
  const [secret, publishable] = [modeOf(secretKey), modeOf(publishableKey)]
  const ok = secret === publishable
  return {
    ok,
    what: 'keys',
    detail: ok
      ? `Both are of the ${secret ?? 'same'} mode.`
      : `STRIPE_SECRET_KEY is of the ${secret} mode, STRIPE_PUBLISHABLE_KEY of the ${publishable} mode: shoppers could not pay. Take both from the same page.`,
  }
}

/** Stripe among the integrations: payments go by its own port; here it is told whether it lets us in. */
export function createStripeModule(settings: StripeSettings): ExchangeModule {
  const stripe = connect({ ...settings, maxNetworkRetries: 1 })
  return {
    code: 'stripe',
    name: 'Stripe (payments)',
    configured: true,
    settings: { type: 'object', additionalProperties: false },
    check: async () => {
      // what any key that we ask for may do, and what changes nothing
      await stripe.paymentIntents.list({ limit: 1 })
      const { host } = new URL(settings.apiBaseUrl)
      return [{ ok: true, what: 'connection', detail: `${host} takes STRIPE_SECRET_KEY.` }, keysFit(settings)]
    },
  }
}
