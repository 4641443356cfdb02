import { createFedexCarrier, createFedexModule } from '../adapters/fedex/index.ts'
import { createStripeModule, createStripeProvider } from '../adapters/stripe/index.ts'
import type { ExchangeModule } from '../domain/integrations/port.ts'
import type { PaymentProvider } from '../domain/payments/port.ts'
import type { ShippingCarrier } from '../domain/shipping/port.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Env } from '../kernel/env.ts'
import type { Ids } from '../kernel/ids.ts'
import type { Logger } from '../kernel/log.ts'

/** Who takes payments and carries parcels for us; each also stands in the list of integrations. */
export function composeProviders(
  env: Env,
  { clock, ids, log }: { clock: Clock; ids: Ids; log: Logger },
): { provider: PaymentProvider; carriers: ShippingCarrier[]; modules: ExchangeModule[] } {
  const stripe = {
    secretKey: env.stripeSecretKey,
    publishableKey: env.stripePublishableKey,
    webhookSecret: env.stripeWebhookSecret,
    apiBaseUrl: env.stripeApiBaseUrl,
    timeoutMs: env.providerTimeoutMs,
    clock,
    log,
  }
  const fedex =
    env.fedexClientId && env.fedexClientSecret && env.fedexAccountNumber
      ? {
          baseUrl: env.fedexApiBaseUrl,
          clientId: env.fedexClientId,
          clientSecret: env.fedexClientSecret,
          accountNumber: env.fedexAccountNumber,
          rateType: env.fedexRateType,
          pickupType: env.fedexPickupType,
          patientMs: env.carrierTimeoutMs,
        }
      : undefined
  return {
    provider: createStripeProvider(stripe),
    carriers: fedex ? [createFedexCarrier(fedex, { clock, ids, log })] : [],
    modules: [createStripeModule(stripe), ...(fedex ? [createFedexModule(fedex, { clock, ids })] : [])],
  }
}
