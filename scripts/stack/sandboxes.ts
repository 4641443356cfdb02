import { join } from 'node:path'
import { fedexSandboxCredentials, startFedexSandbox, startStripeSandbox } from '@portico/sandbox'

export interface Sandboxes {
  stripeUrl: string | undefined
  fedexUrl: string | undefined
  /** What the shop's processes need to talk to them. */
  env: Record<string, string>
  close(): Promise<void>
}

/** What the shop says on every page while money and parcels are make-believe. */
const notices = {
  both: {
    en: 'Demo shop: payments and shipping rates come from a sandbox. No money moves, nothing is shipped.',
    de: 'Demo-Shop: Zahlungen und Versandpreise kommen aus einer Sandbox. Kein Geld fließt, nichts wird verschickt.',
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
}): Promise<Sandboxes> {
  const wanted = wantedSandboxes(options.env)
  const env: Record<string, string> = {}
  const closing: (() => Promise<void>)[] = []
  let stripeUrl: string | undefined
  let fedexUrl: string | undefined
  if (wanted.stripe) {
    const secret = 'whsec_portico_sandbox'
    const stripe = await startStripeSandbox({
      port: options.ports.stripe,
      webhook: { url: `${options.apiUrl}/webhooks/stripe`, secret },
      stateFile: join(options.dataDir, 'stripe-sandbox.json'),
    })
    closing.push(() => stripe.close())
    stripeUrl = stripe.url
    Object.assign(env, {
      STRIPE_SECRET_KEY: stripe.secretKey,
      STRIPE_PUBLISHABLE_KEY: stripe.publishableKey,
      STRIPE_WEBHOOK_SECRET: secret,
      STRIPE_API_BASE_URL: stripe.url,
      STRIPE_JS_URL: `${stripe.url}/endive/stripe.js`,
    })
  }
  if (wanted.fedex) {
    const fedex = await startFedexSandbox({ port: options.ports.fedex })
    closing.push(() => fedex.close())
    fedexUrl = fedex.url
    Object.assign(env, {
      FEDEX_CLIENT_ID: fedexSandboxCredentials.clientId,
      FEDEX_CLIENT_SECRET: fedexSandboxCredentials.clientSecret,
      FEDEX_ACCOUNT_NUMBER: fedexSandboxCredentials.accountNumber,
      FEDEX_API_BASE_URL: fedex.url,
    })
  }
  const notice = stripeUrl ? (fedexUrl ? notices.both : notices.stripe) : fedexUrl ? notices.fedex : null
  if (notice && options.env['SHOP_NOTICE'] === undefined) env['SHOP_NOTICE'] = JSON.stringify(notice)
  return {
    stripeUrl,
    fedexUrl,
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
