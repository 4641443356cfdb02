import type { ReactNode } from 'react'
import { isSome } from '#coupons/discount-view.ts'
import { formatPrice } from '#i18n/format.ts'
import { getTo } from '#i18n/paths.ts'
import { codeText } from '#i18n/refusal-text.ts'
import { getT } from '#i18n/request.ts'
import { getWriting } from '#i18n/writing.ts'
import type { Checkout } from '#lib/shop/checkout.ts'
import { classes } from '#ui/classes.ts'
import { Icon } from '#ui/icon.tsx'
import { ShopLink } from '#ui/link.tsx'
import { changeStep } from './actions.ts'
import { AddressText } from './address-text.tsx'
import { OpenStepHeading } from './step-memory.tsx'
import { lacksOf, steps, type StepSlug } from './steps.ts'

interface Props {
  checkout: Checkout
  current: StepSlug
  /** A bank is at work on the payment: nothing can be changed, and the step says so. */
  atBank: boolean
  /** The form of the current step. */
  children: ReactNode
}

/** All steps on one page: what is done in a few words with a way to change it, the current one open, the rest to come. */
export async function StepList({ checkout, current, atBank, children }: Props) {
  const [t, to] = await Promise.all([getT('checkout'), getTo()])
  const change =
    'inline-flex min-h-11 items-center px-1 text-sm font-semibold underline decoration-line decoration-2 underline-offset-4 hover:decoration-signal'
  return (
    <ol className="grid">
      {steps.map(({ slug, name }, i) => {
        const open = slug === current
        const done = checkout.steps.find(({ step }) => step === name)?.done ?? false
        const lacks = open ? lacksOf(checkout, slug) : []
        return (
          <li
            key={slug}
            className="relative grid grid-cols-[2.25rem_1fr] gap-x-4 pb-8 last:pb-0"
            aria-current={open ? 'step' : undefined}
          >
            {i < steps.length - 1 && (
              <span className="absolute top-9 bottom-0 left-[1.0625rem] w-0.5 bg-line" aria-hidden="true" />
            )}
            <span
              className={classes(
                'numerals grid size-9 place-items-center rounded-full font-bold',
                open
                  ? 'bg-signal text-on-signal'
                  : done
                    ? 'bg-machine text-on-machine'
                    : 'border-2 border-line text-quiet',
              )}
            >
              {done && !open ? <Icon name="check" size={18} /> : i + 1}
            </span>
            <div className="contents sm:block sm:min-w-0">
              <div className="flex min-h-9 items-center justify-between gap-4">
                {open ? (
                  <OpenStepHeading step={slug} className="text-h3">
                    {t(`steps.${slug}`)}
                  </OpenStepHeading>
                ) : (
                  <h2 className={classes('text-h3', !done && 'text-quiet')}>{t(`steps.${slug}`)}</h2>
                )}
                {done && !open && !atBank && slug !== 'payment' && (
                  // not a link: a payment may have been begun, and declined, since the page was made, and has to be left
                  <form action={changeStep}>
                    <input type="hidden" name="checkoutId" value={checkout.id} />
                    <button
                      type="submit"
                      name="step"
                      value={slug}
                      className={change}
                      aria-label={`${t('change')}: ${t(`steps.${slug}`)}`}
                    >
                      {t('change')}
                    </button>
                  </form>
                )}
              </div>
              {done && !open && (
                <div className="mt-1 text-sm text-quiet max-sm:col-start-2">
                  <Done checkout={checkout} slug={slug} />
                </div>
              )}
              {open && (
                <div className="relative mt-4 bg-paper max-sm:col-span-2">
                  {lacks.length > 0 && (
                    <ul className="mb-4 text-sm text-quiet">
                      {lacks.map(({ code }) => (
                        <li key={code}>
                          {codeText(code)}{' '}
                          {code.startsWith('CART_') && (
                            <ShopLink
                              href={to('/cart')}
                              className="font-semibold text-ink underline underline-offset-4"
                            >
                              {t('toCart')}
                            </ShopLink>
                          )}
                        </li>
                      ))}
                    </ul>
                  )}
                  {children}
                </div>
              )}
            </div>
          </li>
        )
      })}
    </ol>
  )
}

async function Done({ checkout, slug }: { checkout: Checkout; slug: StepSlug }) {
  const [writing, t] = await Promise.all([getWriting(), getT('checkout')])
  if (slug === 'contact') return <p>{[checkout.email, checkout.phone].filter(Boolean).join(' · ')}</p>
  if (slug === 'address' && checkout.shippingAddress)
    return <AddressText address={checkout.shippingAddress} writing={writing} />
  if (slug === 'delivery' && checkout.shippingOption)
    return (
      <p className="numerals">
        {checkout.shippingOption.label} ·{' '}
        {isSome(checkout.shippingOption.price) ? formatPrice(writing, checkout.shippingOption.price) : t('free')}
      </p>
    )
  if (slug === 'billing') {
    if (checkout.billingSameAsShipping || !checkout.billingAddress) return <p>{t('billingSame')}</p>
    return <AddressText address={checkout.billingAddress} writing={writing} />
  }
  return null
}
