'use client'

import { formText } from '#forms/form-text.ts'
import { useSentForm } from '#forms/use-sent-form.ts'
import { Icon } from '#ui/icon.tsx'
import { ShopLink } from '#ui/link.tsx'
import { Notice } from '#ui/notice.tsx'
import { Told } from '#ui/told.tsx'
import { Picture, tintOf } from '#ui/picture.tsx'
import { classes } from '#ui/classes.ts'
import { setQuantity, takeOut, type CartAnswer } from './actions.ts'
import { useCartState } from './cart-context.tsx'
import type { CartTexts } from './cart-texts.ts'
import { quantityOf } from './quantity.ts'
import type { LineView } from './view.ts'

interface Props {
  line: LineView & { waiting: boolean }
  texts: CartTexts
  /** In the drawer: smaller, and without the unit price. */
  compact?: boolean
  /** The page and the drawer may both stand in the document; their fields need different ids. */
  place: string
}

const lost = (problem: string): CartAnswer => ({ ok: false, problem, at: Date.now() })

/**
 * One line of the cart. Its forms work without script (− and + are submit buttons that carry the new quantity);
 * with script, the change shows at once and is taken back when it is refused or never arrives.
 */
export function CartLineRow({ line, texts, compact, place }: Props) {
  const { change, told, tell } = useCartState()
  const then = (answer: CartAnswer) => tell(line.id, answer)
  const changed = useSentForm(setQuantity, lost, {
    meanwhile: (form) => {
      const quantity = quantityOf(formText(form, 'set') || formText(form, 'quantity'))
      // What is no quantity changes nothing, and is refused in words.
      if (quantity === null) return
      change(Number(quantity) > 0 ? { kind: 'set', lineId: line.id, quantity } : { kind: 'remove', lineId: line.id })
    },
    then,
  })
  const removed = useSentForm(takeOut, lost, { meanwhile: () => change({ kind: 'remove', lineId: line.id }), then })
  const posted = changed.posted ?? removed.posted
  const last = told.get(line.id) ?? posted
  const problem = last?.problem ?? line.problem
  const step = Number(line.step)
  const shift = (by: number) => String(Math.max(0, Math.round((Number(line.quantity) + by) * 1e6) / 1e6))
  const less = shift(-step)
  const more = shift(step)

  return (
    <li
      className={classes(
        'grid gap-x-4 py-4',
        compact ? 'grid-cols-[72px_1fr]' : 'grid-cols-[88px_1fr] sm:grid-cols-[120px_1fr]',
      )}
    >
      <ShopLink
        href={line.href}
        tabIndex={-1}
        aria-hidden="true"
        className={classes('self-start rounded-md p-2', tintOf(line.image ?? line.sku))}
      >
        <Picture media={line.image} alt="" sizes={compact ? '72px' : '120px'} />
      </ShopLink>
      <div className="min-w-0">
        <div className="flex items-start justify-between gap-3">
          <div className="min-w-0">
            <ShopLink href={line.href} className="font-semibold underline-offset-4 hover:underline">
              {line.name}
            </ShopLink>
            {line.details && !compact && <p className="mt-0.5 text-sm text-quiet">{line.details}</p>}
            <p className="numerals mt-0.5 text-xs text-quiet">
              {line.sku}
              {line.price && ` · ${line.price} ${texts.perUnit} ${line.priceUnit}`}
            </p>
          </div>
          <p
            className={classes(
              'numerals shrink-0 text-right font-semibold transition-opacity',
              line.waiting && 'opacity-40',
            )}
          >
            {line.total ?? '…'}
            {line.discount && <span className="block text-sm font-medium text-good">{line.discount}</span>}
          </p>
        </div>
        <div className="mt-2 flex items-center gap-2">
          <form {...changed.form} className="flex items-center">
            <input type="hidden" name="line" value={line.id} />
            <div className="inline-flex h-10 items-stretch rounded-md border-[1.5px] border-edge bg-sheet">
              {/* First in the form, so that Enter in the field sends the field and not the minus. */}
              <button type="submit" className="sr-only" tabIndex={-1}>
                {texts.update}
              </button>
              <button
                type="submit"
                name="set"
                value={less}
                className="grid w-9 place-items-center"
                aria-label={`${texts.less}: ${line.name}`}
              >
                <Icon name="minus" size={16} />
              </button>
              <input
                key={line.quantity}
                name="quantity"
                defaultValue={line.quantity}
                inputMode="decimal"
                autoComplete="off"
                aria-label={`${texts.quantity}: ${line.name}`}
                id={`${place}-${line.id}`}
                onBlur={(event) => {
                  if (event.currentTarget.value.trim() !== line.quantity) event.currentTarget.form?.requestSubmit()
                }}
                className="numerals w-12 bg-transparent text-center font-semibold"
              />
              <button
                type="submit"
                name="set"
                value={more}
                className="grid w-9 place-items-center"
                aria-label={`${texts.more}: ${line.name}`}
              >
                <Icon name="plus" size={16} />
              </button>
            </div>
          </form>
          <span className="text-sm text-quiet">{line.unit}</span>
          <form {...removed.form} className="ml-auto">
            <input type="hidden" name="line" value={line.id} />
            <button
              type="submit"
              className="grid size-10 place-items-center rounded-md text-quiet hover:bg-well hover:text-ink"
              aria-label={`${texts.remove}: ${line.name}`}
            >
              <Icon name="trash" size={20} />
            </button>
          </form>
        </div>
        <Told at={last?.problem ? last.at : null} landed={Boolean(posted?.problem)}>
          {problem && !changed.sending && (
            <div className="mt-3">
              <Notice tone={problem === line.problem && !line.blocked ? 'caution' : 'stop'}>{problem}</Notice>
            </div>
          )}
        </Told>
      </div>
    </li>
  )
}
