import type { Checkout, CheckoutStep } from '#lib/shop/checkout.ts'

/** The steps in their order: the name in the address, and the API's name. */
export const steps = [
  { slug: 'contact', name: 'contact' },
  { slug: 'address', name: 'shippingAddress' },
  { slug: 'delivery', name: 'shippingMethod' },
  { slug: 'billing', name: 'billingAddress' },
  { slug: 'payment', name: 'payment' },
] as const satisfies readonly { slug: string; name: CheckoutStep['step'] }[]

export type StepSlug = (typeof steps)[number]['slug']

/** The step to show: the one asked for if all before it are done, else the first that still lacks something. */
export function currentStep(checkout: Checkout, asked: string): StepSlug {
  const done = (name: CheckoutStep['step']) => checkout.steps.find(({ step }) => step === name)?.done ?? false
  const open = steps.findIndex(({ name }) => name === 'payment' || !done(name))
  const wanted = steps.findIndex(({ slug }) => slug === asked)
  const at = wanted >= 0 && wanted <= open ? wanted : open
  return steps[at]?.slug ?? 'contact'
}

/** What the step lacks; that a payment lacks the payment goes without saying. */
export function lacksOf(checkout: Checkout, slug: StepSlug): CheckoutStep['lacks'] {
  const name = steps.find((step) => step.slug === slug)?.name
  const lacks = checkout.steps.find(({ step }) => step === name)?.lacks ?? []
  return lacks.filter(({ code }) => code !== 'PAYMENT_MISSING')
}
