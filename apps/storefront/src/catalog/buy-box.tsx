'use client'

import { useState } from 'react'
import { addToCart, type CartAnswer } from '#cart/actions.ts'
import { useCartState } from '#cart/cart-context.tsx'
import { quantityOf } from '#cart/quantity.ts'
import type { LineView } from '#cart/view.ts'
import { useSentForm } from '#forms/use-sent-form.ts'
import { buttonClass } from '#ui/button.tsx'
import { classes } from '#ui/classes.ts'
import { Icon } from '#ui/icon.tsx'
import { Notice } from '#ui/notice.tsx'
import { Told } from '#ui/told.tsx'

export interface TierView {
  from: string
  /** As people read it: “from 10 boxes”. */
  label: string
  price: string
}

export interface BuyTexts {
  quantity: string
  less: string
  more: string
  add: string
  adding: string
  added: string
  toCart: string
  tiers: string
  perUnit: string
  unavailable: string
}

interface Props {
  /** What the drawer shows before the server has answered; its `id` is made up, its `quantity` filled in here. */
  line: LineView
  unitCode: string
  tiers: TierView[]
  minimum: string
  maximum: string | null
  orderable: boolean
  cartHref: string
  texts: BuyTexts
}

const lost = (problem: string): CartAnswer => ({ ok: false, problem, at: Date.now() })

/**
 * Quantity, the tier price that it earns, and the button. Without script the form posts and the page answers; with
 * script the drawer opens at once with the line in it, and a refusal, or a lost connection, takes it out again and says why.
 */
export function BuyBox({ line, unitCode, tiers, minimum, maximum, orderable, cartHref, texts }: Props) {
  const { change, setOpen } = useCartState()
  const [quantity, setQuantity] = useState(minimum)
  const count = Number(quantityOf(quantity) ?? 0)
  const step = Number(line.step)
  const earned = tiers.findLast((tier) => count >= Number(tier.from)) ?? tiers[0]
  const { answer, posted, sending, form } = useSentForm(addToCart, lost, {
    meanwhile: () => {
      // What is no quantity is not shown as if it were in the cart already; the answer says why.
      if (count > 0) change({ kind: 'add', line: { ...line, quantity: String(count), price: earned?.price ?? null } })
    },
    then: ({ ok }) => {
      if (!ok) setOpen(false)
    },
  })

  function shift(by: number) {
    const next = Math.round((count + by) * 1e6) / 1e6
    const most = maximum === null ? Infinity : Number(maximum)
    setQuantity(String(Math.min(most, Math.max(Number(minimum), next))))
  }

  return (
    <form
      {...form}
      className="grid gap-5"
      onSubmit={(event) => {
        // Here and not in `meanwhile`: what a transition sets shows only when it has ended.
        setOpen(count > 0)
        form.onSubmit(event)
      }}
    >
      <input type="hidden" name="sku" value={line.sku} />
      <input type="hidden" name="unit" value={unitCode} />
      {tiers.length > 1 && (
        <table className="numerals w-full text-sm">
          <caption className="mb-2 text-left text-sm font-semibold">{texts.tiers}</caption>
          <tbody>
            {tiers.map((tier) => (
              <tr
                key={tier.from}
                className={classes('border-t border-line', tier === earned && 'bg-machine-soft font-semibold')}
              >
                <th scope="row" className="px-2 py-2 text-left font-[inherit]">
                  {tier.label}
                </th>
                <td className="px-2 py-2 text-right">{tier.price}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Told at={answer?.problem ? answer.at : null} landed={posted !== null}>
        {!sending && answer?.problem && <Notice tone="stop">{answer.problem}</Notice>}
        {!sending && answer?.ok && (
          <Notice tone="good">
            {texts.added}{' '}
            <a href={cartHref} className="font-semibold underline underline-offset-4">
              {texts.toCart}
            </a>
          </Notice>
        )}
      </Told>
      <div
        data-buy-bar
        className="fixed inset-x-0 bottom-0 z-30 flex items-center gap-3 border-t border-line bg-sheet px-4 pt-3 pb-[calc(0.75rem+env(safe-area-inset-bottom))] md:static md:border-0 md:bg-transparent md:p-0"
      >
        <div className="inline-flex h-14 items-stretch rounded-md border-[1.5px] border-edge bg-sheet">
          <button
            type="button"
            onClick={() => shift(-step)}
            className="grid w-11 place-items-center"
            aria-label={texts.less}
          >
            <Icon name="minus" size={18} />
          </button>
          <input
            name="quantity"
            value={quantity}
            onChange={(event) => setQuantity(event.target.value)}
            inputMode="decimal"
            autoComplete="off"
            aria-label={texts.quantity}
            className="numerals w-12 bg-transparent text-center text-base font-semibold"
          />
          <button
            type="button"
            onClick={() => shift(step)}
            className="grid w-11 place-items-center"
            aria-label={texts.more}
          >
            <Icon name="plus" size={18} />
          </button>
        </div>
        <button
          type="submit"
          disabled={!orderable}
          aria-busy={sending}
          className={buttonClass('signal', 'large', 'flex-1 md:max-w-sm')}
        >
          <Icon name="cart" size={20} className="max-sm:hidden" />
          {!orderable ? texts.unavailable : sending ? texts.adding : texts.add}
        </button>
      </div>
    </form>
  )
}
