import type { House } from '../ground/house.ts'
import { addDevice, signUp } from './account.ts'
import { CardForm, cards, type Due } from './card.ts'
import { Frontend, Refused } from './calls.ts'
import { giveCodes, putRight, totalOf, type Codes } from './purse.ts'

/** How somebody behaves at the till. */
export const habits = [
  'returns',
  'leaves',
  'clicksTwice',
  'hasTwoTabs',
  'triesAnotherCard',
  'isAskedByTheBank',
] as const
export type Habit = (typeof habits)[number]

/** What somebody wants, and how they go about it. */
export interface Wish {
  sku: string
  quantity: string
  habit: Habit
  email: string
  codes: Codes
  /** They sign up, and have their card kept. */
  keepsCard: boolean
  /** They want to be told on their device when goods leave. */
  wantsNotices: boolean
  /** Their frontend sends again under the same Idempotency-Key. */
  bearsKeys: boolean
}

/** What became of it, as the shopper saw it. */
export interface Story extends Wish {
  checkoutId: string
  /** What they agreed to pay. */
  total: { amount: string; currency: string } | null
  /** Stripe took their card. */
  paid: boolean
  /** `left`: they closed the browser when they had paid. */
  ended: 'ordered' | 'left' | 'soldOut' | 'refunded'
  order: string | null
  /** Where they are told what becomes of it. */
  device: string | null
  /** How many calls had to be sent again. */
  again: number
}

interface Money {
  amount: string
  currency: string
}

const checkout = `id totals { total { amount currency } }`
const step = (name: string, answer = checkout): string =>
  `mutation($input: Checkout${name}Input!) { checkout${name}(input: $input) { ${answer} } }`
const placement = `status payment { publishableKey clientSecret } order { number }`

const address = {
  firstName: 'Ada',
  lastName: 'Fault',
  street: 'Marienplatz 1',
  city: 'München',
  postalCode: '80331',
  countryCode: 'DE',
}

/** What the shop says when somebody else was faster. */
const tooLate = ['NOT_ENOUGH_STOCK', 'CART_EMPTY', 'CART_PROBLEMS', 'PRODUCT_UNAVAILABLE', 'CHECKOUT_INCOMPLETE']

/** Somebody buys: from an empty cart to the order, or to wherever they leave. Throws Error at what must not happen to a shopper. */
export async function goShopping(house: House, wish: Wish): Promise<Story> {
  const frontend = new Frontend(house.url, wish.bearsKeys)
  const nothing = { checkoutId: '', total: null, order: null, device: null, again: 0 }
  const story: Story = { ...wish, ...nothing, paid: false, ended: 'soldOut' }
  try {
    if (wish.keepsCard) await signUp(frontend, wish.email)
    await toTheTill(frontend, wish, story)
    if (wish.wantsNotices) {
      const device = house.push.subscribe()
      await addDevice(frontend, device)
      story.device = device.endpoint
    }
    await pay(house.stripe.url, frontend, story)
    return story
  } catch (error) {
    if (error instanceof Refused && tooLate.includes(error.code)) return story
    const where = story.checkoutId ? `checkout ${story.checkoutId}` : 'the cart'
    throw new Error(`${wish.email} (${wish.habit}), ${where}: ${String(error)}`, { cause: error })
  } finally {
    story.again += frontend.again
  }
}

async function toTheTill(frontend: Frontend, wish: Wish, story: Story): Promise<void> {
  await frontend.ask(`mutation($input: CartAddLineInput!) { cartAddLine(input: $input) { id } }`, {
    input: { sku: wish.sku, quantity: wish.quantity },
  })
  const { checkoutStart } = await frontend.ask<{ checkoutStart: { id: string } }>(
    `mutation { checkoutStart { ${checkout} } }`,
  )
  story.checkoutId = checkoutStart.id
  const take = async (name: string, more: object): Promise<{ totals: { total: Money } | null }> => {
    const answer = await frontend.ask<Record<string, { totals: { total: Money } | null }>>(step(name), {
      input: { checkoutId: story.checkoutId, ...more },
    })
    return answer[`checkout${name}`]!
  }
  await take('SetContact', { email: wish.email })
  await take('SetShippingAddress', { address })
  const { checkoutShippingOptions } = await frontend.ask<{
    checkoutShippingOptions: { options: { id: string; carrier: string; pickup: boolean }[] }
  }>(
    `query($input: CheckoutShippingOptionsInput!) { checkoutShippingOptions(input: $input) { options { id carrier pickup } } }`,
    { input: { checkoutId: story.checkoutId } },
  )
  const own = checkoutShippingOptions.options.find(({ carrier, pickup }) => carrier !== 'fedex' && !pickup)
  if (!own) throw new Error('the shop offers no delivery of its own')
  const { totals } = await take('SetShippingMethod', { optionId: own.id })
  if (wish.keepsCard) await take('SetPaymentMethod', { method: 'card', saveCard: true })
  const { giftCard, coupon } = story.codes
  story.total = giftCard || coupon ? await giveCodes(frontend, story.checkoutId, story.codes) : totals!.total
}

async function pay(stripeUrl: string, frontend: Frontend, story: Story): Promise<void> {
  const again = () => void (story.again += 1)
  const tabs = story.habit === 'hasTwoTabs' || story.habit === 'clicksTwice' ? [frontend, frontend.tab()] : [frontend]
  const placed = await Promise.all(tabs.map((tab) => place(tab, story)))
  const done = placed.find(({ status }) => status === 'completed')
  // a gift card pays for all of it
  if (done) return void Object.assign(story, { ended: 'ordered', order: done.order?.number })
  const due = placed.find(({ payment }) => payment)?.payment
  if (!due) throw new Error(`placed, and nothing to pay: ${JSON.stringify(placed)}`)
  const form = () => new CardForm(stripeUrl, due, again)
  if (story.habit === 'triesAnotherCard' && (await form().pay(cards.declined)))
    throw new Error('a card that is declined paid')
  const card = story.habit === 'isAskedByTheBank' ? cards.asks : cards.good
  const went = await Promise.all(
    (story.habit === 'hasTwoTabs' ? [form(), form()] : [form()]).map((one) => one.pay(card)),
  )
  story.paid = went.includes(true)
  story.ended = 'left'
  if (story.habit === 'leaves' && story.paid) return
  for (const { status, order } of await Promise.all(tabs.map((tab) => untilTold(tab, story)))) {
    story.ended = status === 'completed' ? 'ordered' : 'refunded'
    story.order = order?.number ?? story.order
  }
}

interface Placement {
  status: 'completed' | 'awaitingPayment' | 'processing' | 'refunded' | 'failed'
  payment: Due | null
  order: { number: string } | null
}

/** Agrees to the total, and to another one where somebody else was faster with a code: what the shopper agreed to last counts. */
async function place(frontend: Frontend, story: Story): Promise<Placement> {
  const { checkoutId } = story
  for (let tries = 0; ; tries += 1)
    try {
      const answer = await frontend.ask<{ checkoutPlace: Placement }>(step('Place', placement), {
        input: { checkoutId, expectedTotal: story.total },
      })
      return answer.checkoutPlace
    } catch (error) {
      if (tries === 10 || !(await putRight(frontend, checkoutId, error))) throw error
      story.total = await totalOf(frontend, checkoutId)
    }
}

/** Asks until the shop says how it ended. */
async function untilTold(frontend: Frontend, { checkoutId }: Story): Promise<Placement> {
  const until = Date.now() + 120_000
  for (;;) {
    const { checkoutComplete } = await frontend.ask<{ checkoutComplete: Placement }>(step('Complete', placement), {
      input: { checkoutId },
    })
    if (['completed', 'refunded'].includes(checkoutComplete.status)) return checkoutComplete
    if (Date.now() > until) throw new Error(`paid, and two minutes later it is still ${checkoutComplete.status}`)
    await new Promise((wait) => setTimeout(wait, 300))
  }
}
