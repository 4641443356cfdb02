import { Client } from './client.ts'
import { figuresOf, type Figures } from './figures.ts'
import { addLine, checkoutSteps as steps } from './queries.ts'

/** Where a purchase goes, and what is bought. */
export interface Shop {
  apiUrl: string
  stripeSandboxUrl: string
  buyable: { sku: string; quantity: string }[]
}

interface Money {
  amount: string
  currency: string
}

const address = {
  firstName: 'Ada',
  lastName: 'Bench',
  street: '500 Market Street',
  city: 'San Francisco',
  region: 'CA',
  postalCode: '94105',
  countryCode: 'US',
  phone: '+14155550100',
}

/** Pays as the browser does: confirms the intent with the provider, by its publishable key and client secret. */
async function pay(stripeUrl: string, payment: { publishableKey: string; clientSecret: string }): Promise<void> {
  const intent = payment.clientSecret.split('_secret')[0]
  const response = await fetch(`${stripeUrl}/v1/payment_intents/${intent}/confirm`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${payment.publishableKey}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({
      client_secret: payment.clientSecret,
      payment_method: 'pm_card_visa',
      return_url: 'http://localhost/paid',
    }),
  })
  if (!response.ok) throw new Error(`the payment was not confirmed: ${response.status} ${await response.text()}`)
}

/** A whole purchase by a new visitor, from the first line in the cart to the order. @returns the order's number */
export async function purchase(shop: Shop, line: { sku: string; quantity: string }): Promise<string> {
  const client = new Client(shop.apiUrl)
  await client.ask(addLine, { input: line })
  const { checkoutStart } = await client.ask<{ checkoutStart: { id: string } }>(steps.start)
  const checkoutId = checkoutStart.id
  const step = <Data>(query: string, input: object = {}): Promise<Data> =>
    client.ask<Data>(query, { input: { checkoutId, ...input } })

  await step(steps.contact, { email: 'bench@example.com' })
  await step(steps.shippingAddress, { address, residential: false })
  const { checkoutShippingOptions } = await step<{ checkoutShippingOptions: { options: { id: string }[] } }>(
    steps.shippingOptions,
  )
  const optionId = checkoutShippingOptions.options[0]?.id
  if (!optionId) throw new Error('no way of delivery was offered')
  await step(steps.shippingMethod, { optionId })
  const { checkoutSetBillingAddress } = await step<{ checkoutSetBillingAddress: { totals: { total: Money } } }>(
    steps.billingAddress,
    { sameAsShipping: true },
  )
  const { checkoutPlace } = await step<{
    checkoutPlace: { payment: { publishableKey: string; clientSecret: string } | null }
  }>(steps.place, { expectedTotal: checkoutSetBillingAddress.totals.total })
  if (!checkoutPlace.payment) throw new Error('placing asked for no payment')
  await pay(shop.stripeSandboxUrl, checkoutPlace.payment)
  const { checkoutComplete } = await step<{ checkoutComplete: { status: string; order: { number: string } | null } }>(
    steps.complete,
  )
  if (!checkoutComplete.order) throw new Error(`paid, but no order: ${checkoutComplete.status}`)
  return checkoutComplete.order.number
}

/** Buys over and over with so many shoppers at once, for so long. Failed purchases are counted; the first is shown. */
export async function drivePurchases(shop: Shop, shoppers: number, seconds: number): Promise<Figures> {
  const times: number[] = []
  let failures = 0
  let turn = 0
  const started = performance.now()
  const end = started + seconds * 1000
  const shopper = async (): Promise<void> => {
    while (performance.now() < end) {
      const line = shop.buyable[turn++ % shop.buyable.length]
      if (!line) throw new Error('there is nothing to buy')
      const since = performance.now()
      try {
        await purchase(shop, line)
        times.push(performance.now() - since)
      } catch (error) {
        if (failures++ === 0)
          console.error(`a purchase failed: ${error instanceof Error ? error.message : String(error)}`)
      }
    }
  }
  await Promise.all(Array.from({ length: shoppers }, shopper))
  return figuresOf(times, (performance.now() - started) / 1000, failures)
}
