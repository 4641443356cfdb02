'use client'

import { useEffect, useRef } from 'react'
import { lostForm } from '#forms/lost-form.ts'
import { useSentForm } from '#forms/use-sent-form.ts'
import { Button } from '#ui/button.tsx'
import { classes } from '#ui/classes.ts'
import { Field } from '#ui/field.tsx'
import { Icon } from '#ui/icon.tsx'
import { giveCoupon, takeCouponBack, type CouponAnswer } from './actions.ts'
import type { CouponView } from './coupon-view.ts'

/** A group of messages/*.json. */
export interface CouponTexts {
  title: string
  code: string
  apply: string
  applying: string
  given: string
  /** With `{code}`. */
  remove: string
}

interface Props {
  coupons: readonly CouponView[]
  texts: CouponTexts
  /** At the checkout: its id. */
  checkoutId?: string
}

const lost = (problem: string): CouponAnswer => ({ ...lostForm(problem), done: false })
const refusedBy = (answer: CouponAnswer | null) => (answer && !answer.done ? answer : null)

/** Coupons: those that were given, each with a button that takes it back, and a field for another one, folded until it is wanted. */
export function CouponBox({ coupons, texts, checkoutId }: Props) {
  const { answer, posted, sending, form } = useSentForm(giveCoupon, lost)
  const field = useRef<HTMLFormElement>(null)
  const refused = refusedBy(answer)
  const error = refused?.fields['code'] ?? refused?.problem ?? undefined
  const doneAt = answer?.done ? answer.at : null
  useEffect(() => {
    if (doneAt !== null) field.current?.reset()
  }, [doneAt])
  return (
    <section aria-label={texts.given} className="border-t border-line pt-3">
      {coupons.length > 0 && (
        <ul className="mb-2 grid gap-2">
          {coupons.map((coupon) => (
            <Chip key={coupon.code} coupon={coupon} texts={texts} checkoutId={checkoutId} />
          ))}
        </ul>
      )}
      <details open={Boolean(error) || undefined}>
        <summary className="flex min-h-11 cursor-pointer items-center gap-2 text-sm font-semibold underline-offset-4 hover:underline">
          {texts.title}
        </summary>
        <form ref={field} {...form} className="mt-1 grid grid-cols-[1fr_auto] items-start gap-2">
          {checkoutId && <input type="hidden" name="checkoutId" value={checkoutId} />}
          <Field
            name="code"
            id={checkoutId ? 'checkout-coupon' : 'cart-coupon'}
            label={texts.code}
            error={error}
            required
            maxLength={60}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            defaultValue={refusedBy(posted)?.values['code']}
          />
          <Button type="submit" look="line" aria-busy={sending} className="mt-6 min-h-12">
            {sending ? texts.applying : texts.apply}
          </Button>
        </form>
      </details>
    </section>
  )
}

function Chip({ coupon, texts, checkoutId }: Omit<Props, 'coupons'> & { coupon: CouponView }) {
  const { answer, sending, form } = useSentForm(takeCouponBack, lost)
  const problem = refusedBy(answer)?.problem ?? coupon.problem
  return (
    <li>
      <form
        {...form}
        className={classes(
          'flex items-center gap-2 rounded-md border-[1.5px] pl-3 text-sm transition-opacity',
          problem ? 'border-stop' : 'border-edge',
          sending && 'opacity-40',
        )}
      >
        {checkoutId && <input type="hidden" name="checkoutId" value={checkoutId} />}
        <input type="hidden" name="code" value={coupon.code} />
        <span className="min-w-0 py-1.5">
          <span className="numerals block font-semibold break-all">{coupon.code}</span>
          {coupon.name && <span className="block text-quiet">{coupon.name}</span>}
        </span>
        <button
          type="submit"
          className="ml-auto grid size-11 shrink-0 place-items-center rounded-md hover:bg-well"
          aria-label={texts.remove.replace('{code}', coupon.code)}
        >
          <Icon name="close" size={18} />
        </button>
      </form>
      {problem && (
        <p role="status" className="mt-1 text-sm font-medium text-stop">
          {problem}
        </p>
      )}
    </li>
  )
}
