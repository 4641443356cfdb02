import { patiently } from './calls.ts'

/** What a placed checkout is paid with. */
export interface Due {
  publishableKey: string
  clientSecret: string
}

interface Intent {
  status: string
  next_action: { use_stripe_sdk?: { source: string } } | null
}

/** Cards of Stripe's own list for tests, by what becomes of them. */
export const cards = {
  good: 'pm_card_visa',
  declined: 'pm_card_chargeDeclined',
  asks: 'pm_card_threeDSecure2Required',
} as const

const paid = ['succeeded', 'processing', 'requires_capture']

/** What Stripe's script does in a shopper's browser: confirms, and looks how it stands where an answer did not come. */
export class CardForm {
  readonly #id: string

  constructor(
    private readonly stripeUrl: string,
    private readonly due: Due,
    private readonly onAgain: () => void,
  ) {
    this.#id = due.clientSecret.split('_secret')[0]!
  }

  /** Answers whether the money is on its way. */
  async pay(card: string): Promise<boolean> {
    return patiently(
      'the payment',
      async () => {
        const before = await this.#send('GET', `/v1/payment_intents/${this.#id}`, {})
        if (paid.includes(before.status)) return true
        // withdrawn meanwhile: there is nothing to pay any more
        if (before.status === 'canceled') return false
        const after = await this.#send('POST', `/v1/payment_intents/${this.#id}/confirm`, {
          payment_method: card,
          use_stripe_sdk: 'true',
          return_url: 'https://shop.test/done',
        })
        const source = after.next_action?.use_stripe_sdk?.source
        const end = source
          ? await this.#send('POST', '/v1/3ds2/challenge_complete', { source, outcome: 'succeeded' })
          : after
        return paid.includes(end.status)
      },
      this.onAgain,
    )
  }

  /** The intent, also of an answer that says no. Throws where Stripe is out of order. */
  async #send(method: 'GET' | 'POST', path: string, form: Record<string, string>): Promise<Intent> {
    const fields = new URLSearchParams({ ...form, client_secret: this.due.clientSecret })
    const response = await fetch(`${this.stripeUrl}${path}${method === 'GET' ? `?${fields.toString()}` : ''}`, {
      method,
      headers: { authorization: `Bearer ${this.due.publishableKey}` },
      ...(method === 'POST' ? { body: fields } : {}),
      signal: AbortSignal.timeout(10_000),
    })
    if (response.status >= 500 || response.status === 429) throw new Error(`Stripe answers ${response.status}`)
    const body = (await response.json()) as Intent & { error?: { payment_intent?: Intent; message: string } }
    if (!body.error) return body
    if (!body.error.payment_intent) throw new Error(body.error.message)
    return body.error.payment_intent
  }
}
