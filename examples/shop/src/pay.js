// Stripe's card form: https://docs.stripe.com/payments/payment-element. Card numbers go from here to Stripe, and to nobody else.
/** @import { StripeConstructor } from '@stripe/stripe-js' */

const form = /** @type {HTMLFormElement} */ (document.querySelector('form#payment'))
const button = /** @type {HTMLButtonElement} */ (form.querySelector('button'))
const told = /** @type {HTMLElement} */ (form.querySelector('[role=alert]'))
const { key = '', secret = '', back = '' } = form.dataset

const { Stripe } = /** @type {{ Stripe: StripeConstructor }} */ (/** @type {unknown} */ (window))
const stripe = Stripe(key, { locale: 'en' })
const elements = stripe.elements({ clientSecret: secret })
elements.create('payment').mount('#card')

form.addEventListener('submit', async (event) => {
  event.preventDefault()
  button.disabled = true
  told.textContent = ''
  const { error } = await stripe.confirmPayment({
    elements,
    confirmParams: { return_url: new URL(back, location.href).href },
  })
  // whoever has paid is on their way to `back`
  told.textContent = error.message ?? 'The payment did not come about.'
  button.disabled = false
})
