'use client'

import { usePathname } from 'next/navigation'
import { Suspense, useEffect, useRef } from 'react'
import { buttonClass } from '#ui/button.tsx'
import { classes } from '#ui/classes.ts'
import { Icon } from '#ui/icon.tsx'
import { ShopLink } from '#ui/link.tsx'
import { Notice } from '#ui/notice.tsx'
import { useKeptSince } from '#pwa/kept.ts'
import { useCartState, useShownCart } from './cart-context.tsx'
import { CartLineRow } from './cart-line.tsx'
import { CheckoutLink } from './checkout-link.tsx'
import type { CartTexts } from './cart-texts.ts'

interface Props {
  texts: CartTexts
  paths: { cart: string; checkout: string; home: string }
}

/** The cart at the side of the page: a native dialog, so that Escape, focus and the inert page behind come by themselves. */
export function CartDrawer({ texts, paths }: Props) {
  const { open, setOpen } = useCartState()
  const dialog = useRef<HTMLDialogElement>(null)
  const pathname = usePathname()

  useEffect(() => {
    if (open) dialog.current?.showModal()
    else dialog.current?.close()
  }, [open])
  useEffect(() => setOpen(false), [pathname, setOpen])

  return (
    <dialog
      ref={dialog}
      onClose={() => setOpen(false)}
      onClick={(event) => event.target === dialog.current && setOpen(false)}
      aria-label={texts.title}
      className="drawer locks fixed inset-y-0 right-0 left-auto m-0 h-dvh max-h-none w-full max-w-[27rem] bg-paper p-0"
    >
      <div className="flex h-full flex-col">
        <header className="flex items-center justify-between border-b border-line px-5 py-3">
          <h2 className="text-h3">{texts.title}</h2>
          <button
            type="button"
            onClick={() => setOpen(false)}
            className="-mr-2 grid size-11 place-items-center rounded-md hover:bg-well"
            aria-label={texts.close}
          >
            <Icon name="close" />
          </button>
        </header>
        {open && (
          <Suspense fallback={<p className="p-5 text-quiet">{texts.loading}</p>}>
            <Contents texts={texts} paths={paths} />
          </Suspense>
        )}
      </div>
    </dialog>
  )
}

function Contents({ texts, paths }: Props) {
  const { view, lines, waiting } = useShownCart()
  const { setOpen } = useCartState()
  const kept = useKeptSince()
  if (lines.length === 0)
    return (
      <div className="grid flex-1 place-content-center gap-3 p-8 text-center">
        <Icon name="cart" size={40} className="mx-auto text-quiet" />
        <p className="text-lg font-semibold">{texts.empty}</p>
        <p className="text-quiet">{texts.emptyText}</p>
        <button type="button" onClick={() => setOpen(false)} className={buttonClass('ink', 'medium', 'mx-auto mt-4')}>
          {texts.browse}
        </button>
      </div>
    )
  return (
    <>
      {kept && (
        <div className="px-5 pt-4">
          <Notice tone="caution">{texts.kept.replace('{when}', kept)}</Notice>
        </div>
      )}
      <ul className="flex-1 divide-y divide-line overflow-y-auto overscroll-contain px-5">
        {lines.map((line) => (
          <CartLineRow key={line.id} line={line} texts={texts} place="drawer" compact />
        ))}
      </ul>
      <footer className="border-t border-line bg-sheet px-5 pt-4 pb-[calc(1.25rem+env(safe-area-inset-bottom))]">
        <p className="flex items-baseline justify-between">
          <span className="font-semibold">{texts.subtotal}</span>
          <span className={classes('numerals text-lg font-bold transition-opacity', waiting && 'opacity-40')}>
            {view?.subtotal ?? '…'}
          </span>
        </p>
        <p className="mb-4 text-xs text-quiet">{texts.taxLater}</p>
        <div className="grid grid-cols-2 gap-3">
          <ShopLink href={paths.cart} className={buttonClass('line')} onClick={() => setOpen(false)}>
            {texts.viewCart}
          </ShopLink>
          <CheckoutLink href={paths.checkout} className={buttonClass('signal')} waitingText={texts.checkoutWaits}>
            {texts.checkout}
          </CheckoutLink>
        </div>
      </footer>
    </>
  )
}
