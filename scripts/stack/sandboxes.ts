import { join } from 'node:path'
import {
  fedexSandboxCredentials,
  startFedexSandbox,
  startStripeSandbox,
  type FedexSandbox,
  type StripeSandbox,
  type StripeSandboxOptions,
} from '@portico/sandbox'

export interface Sandboxes {
  stripe: StripeSandbox | undefined
  fedex: FedexSandbox | undefined
  /** What the shop's processes need to talk to them. */
  env: Record<string, string>
  close(): Promise<void>
}

/** What the shop says on every page while money and parcels are make-believe. */
const notices = {
  both: {
    en: 'Demo shop: payments and shipping rates come from a sandbox. No money moves, nothing is shipped.',
    de: 'Demo-Shop: Zahlung und Versand kommen aus einer Sandbox. Kein Geld fließt, nichts wird verschickt.',
  },
  stripe: {
    en: 'Demo shop: payments go to a sandbox. No money moves.',
    de: 'Demo-Shop: Zahlungen gehen in eine Sandbox. Kein Geld fließt.',
  },
  fedex: {
    en: 'Demo shop: shipping rates come from a sandbox.',
    de: 'Demo-Shop: Die Versandpreise kommen aus einer Sandbox.',
  },
}

/** Stand-ins for the providers whose keys are not in the environment. */
export async function startSandboxes(options: {
  env: NodeJS.ProcessEnv
  ports: { stripe: number; fedex: number }
  apiUrl: string
  dataDir: string
  /** Beyond what the stand-in for Stripe does by itself. */
  stripe?: Pick<StripeSandboxOptions, 'webhookRetryAfterMs'>
}): Promise<Sandboxes> {
  const wanted = wantedSandboxes(options.env)
  const env: Record<string, string> = {}
  const closing: (() => Promise<void>)[] = []
  let stripe: StripeSandbox | undefined
  let fedex: FedexSandbox | undefined
  if (wanted.stripe) {
    const secret = 'whsec_portico_sandbox'
    const started = await startStripeSandbox({
      ...options.stripe,
      port: options.ports.stripe,
      webhook: { url: `${options.apiUrl}/webhooks/stripe`, secret },
      stateFile: join(options.dataDir, 'stripe-sandbox.json'),
    })
    closing.push(() => started.close())
    stripe = started
    Object.assign(env, {
      STRIPE_SECRET_KEY: started.secretKey,
      STRIPE_PUBLISHABLE_KEY: started.publishableKey,
      STRIPE_WEBHOOK_SECRET: secret,
      STRIPE_API_BASE_URL: started.url,
      STRIPE_JS_URL: `${started.url}/endive/stripe.js`,
    })
  }
  if (wanted.fedex) {
    const started = await startFedexSandbox({
      port: options.ports.fedex,
      stateFile: join(options.dataDir, 'fedex-sandbox.json'),
    })
    closing.push(() => started.close())
    fedex = started
    Object.assign(env, {
      FEDEX_CLIENT_ID: fedexSandboxCredentials.clientId,
      FEDEX_CLIENT_SECRET: fedexSandboxCredentials.clientSecret,
      FEDEX_ACCOUNT_NUMBER: fedexSandboxCredentials.accountNumber,
      FEDEX_API_BASE_URL: started.url,
    })
  }
  const notice = stripe ? (fedex ? notices.both : notices.stripe) : fedex ? notices.fedex : null
  if (notice && options.env['SHOP_NOTICE'] === undefined) env['SHOP_NOTICE'] = JSON.stringify(notice)
  return {
    stripe,
    fedex,
    env,
    close: async () => {
      await Promise.all(closing.map((close) => close()))
    },
  }
}

/** A provider whose key is missing gets its stand-in. */
export function wantedSandboxes(env: NodeJS.ProcessEnv): { stripe: boolean; fedex: boolean } {
  return { stripe: !env['STRIPE_SECRET_KEY'], fedex: !env['FEDEX_CLIENT_ID'] }
}
