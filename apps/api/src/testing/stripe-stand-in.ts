import { startStripeSandbox, type StripeSandbox, type StripeSandboxOptions } from '@portico/sandbox'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createStripeProvider, type StripeSettings } from '../adapters/stripe/index.ts'
import type { PaymentProvider } from '../domain/payments/port.ts'
import { systemClock } from '../kernel/clock.ts'
import { createLogger } from '../kernel/log.ts'

export interface StripeStandIn {
  sandbox: StripeSandbox
  provider: PaymentProvider
  /** Everything that the provider logged, as one text. */
  logged: () => string
  /** Another provider on the same stand-in. */
  providerWith: (changes: Partial<StripeSettings>) => PaymentProvider
}

/** Stripe's stand-in on a free port, and our adapter speaking to it. Close `sandbox` in the end. */
export async function startStripeStandIn(options: StripeSandboxOptions = {}): Promise<StripeStandIn> {
  const sandbox = await startStripeSandbox({ settleAfterMs: null, ...options })
  let text = ''
  const log = createLogger({
    level: 'trace',
    name: 'test',
    destination: { write: (line: string) => void (text += line) },
  })
  const settings: StripeSettings = {
    secretKey: sandbox.secretKey,
    publishableKey: sandbox.publishableKey,
    webhookSecret: options.webhook?.secret ?? 'whsec_nobody_knows',
    apiBaseUrl: sandbox.url,
    clock: systemClock,
    log,
    timeoutMs: 2_000,
    firstWaitMs: 20,
  }
  const providerWith = (changes: Partial<StripeSettings>): PaymentProvider =>
    createStripeProvider({ ...settings, ...changes })
  return { sandbox, provider: providerWith({}), providerWith, logged: () => text }
}

/** What Stripe answers a browser. */
export interface BrowserAnswer {
  status: number
  intent: {
    id: string
    status: string
    next_action: { use_stripe_sdk?: { source: string }; redirect_to_url?: { url: string } } | null
  } | null
  error: { type: string; code?: string; decline_code?: string; message: string } | null
}

/** The shopper's browser, which has the publishable key and one client secret. */
export class Shopper {
  #sandbox: StripeSandbox
  #clientSecret: string
  #id: string

  constructor(sandbox: StripeSandbox, clientSecret: string | null) {
    this.#sandbox = sandbox
    this.#clientSecret = clientSecret ?? ''
    this.#id = this.#clientSecret.split('_secret_')[0] ?? ''
  }

  /** Confirms with one of Stripe's test payment methods, for instance `pm_card_visa`. */
  pays(paymentMethod: string): Promise<BrowserAnswer> {
    return this.confirms({ payment_method: paymentMethod })
  }

  /** Confirms with what the Payment Element holds (`payment_method_data` and what goes beside it). */
  confirms(filled: Record<string, string>): Promise<BrowserAnswer> {
    const path = `/v1/payment_intents/${this.#id}/confirm`
    return this.#post(path, { use_stripe_sdk: 'true', return_url: 'https://shop.test/done', ...filled })
  }

  /** Presses a button on the bank's page that the intent sends to. Answers where it leads back to. */
  async answersTheBank(outcome: 'succeeded' | 'failed', page = this.bankPage()): Promise<string | null> {
    const body = new URLSearchParams({ outcome })
    const answer = await fetch(page, { method: 'POST', body, redirect: 'manual' })
    return answer.headers.get('location')
  }

  /** The address of the bank's page. Throws where the intent sends to none. */
  bankPage(): string {
    const url = this.#sandbox.state().intents[this.#id]?.next_action?.redirect_to_url?.url
    if (!url) throw new Error(`${this.#id} sends to no bank`)
    return url
  }

  /** The card of a wallet, as Stripe.js gives it after the wallet's sheet was agreed to. */
  async walletCard(wallet: 'apple_pay' | 'google_pay', card = 'pm_card_visa'): Promise<Record<string, string>> {
    const answer = await fetch(`${this.#sandbox.url}/v1/tokens`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.#sandbox.publishableKey}` },
      body: new URLSearchParams({ 'wallet[type]': wallet, 'wallet[card]': card }),
    })
    const { id } = (await answer.json()) as { id: string }
    return { 'payment_method_data[type]': 'card', 'payment_method_data[card][token]': id }
  }

  /** Answers the bank's 3-D Secure question. */
  async authenticates(outcome: 'succeeded' | 'failed'): Promise<BrowserAnswer> {
    const source = this.#sandbox.state().intents[this.#id]?.next_action?.use_stripe_sdk?.source ?? ''
    return this.#post('/v1/3ds2/challenge_complete', { source, outcome })
  }

  async #post(path: string, form: Record<string, string>): Promise<BrowserAnswer> {
    const answer = await fetch(this.#sandbox.url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.#sandbox.publishableKey}` },
      body: new URLSearchParams({ ...form, client_secret: this.#clientSecret }),
    })
    const body = (await answer.json()) as { error?: BrowserAnswer['error'] } & NonNullable<BrowserAnswer['intent']>
    return { status: answer.status, intent: body.error ? null : body, error: body.error ?? null }
  }
}

/** What the Payment Element gives of a method besides cards. */
export const filledIn = {
  ideal: { 'payment_method_data[type]': 'ideal' },
  link: {
    'payment_method_data[type]': 'link',
    'payment_method_data[billing_details][email]': 'ada@example.com',
  },
  bancontact: {
    'payment_method_data[type]': 'bancontact',
    'payment_method_data[billing_details][name]': 'Ada Byron',
  },
  /** One of Stripe's test IBANs: …3000 brings its money, …3001 does not, …3002 disputes it afterwards. */
  sepa: (iban = 'DE89370400440532013000'): Record<string, string> => ({
    'payment_method_data[type]': 'sepa_debit',
    'payment_method_data[sepa_debit][iban]': iban,
    'payment_method_data[billing_details][name]': 'Ada Byron',
    'payment_method_data[billing_details][email]': 'ada@example.com',
    'mandate_data[customer_acceptance][type]': 'online',
  }),
} as const

export interface Letter {
  body: Buffer
  signature: string | undefined
}

/** An endpoint that keeps the webhooks it gets. */
export interface LetterBox {
  url: string
  letters: Letter[]
  /** What it answers from now on. */
  answer: (status: number) => void
  close: () => Promise<void>
}

export async function openLetterBox(): Promise<LetterBox> {
  const letters: Letter[] = []
  let status = 200
  const server = createServer((request, response) => {
    void readAll(request).then((body) => {
      letters.push({ body, signature: request.headers['stripe-signature']?.toString() })
      response.writeHead(status).end()
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/stripe`,
    letters,
    answer: (next) => void (status = next),
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts)
}
