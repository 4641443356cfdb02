'use client'

import { Suspense, type ReactNode } from 'react'
import { useKeptSince } from '#pwa/kept.ts'
import { useCartState, useShownCart } from './cart-context.tsx'

/** The way to the cart with the number of lines on it: a link, which with script opens the drawer instead. */
export function CartButton({
  href,
  label,
  className,
  children,
}: {
  href: string
  label: string
  className: string
  children: ReactNode
}) {
  const { setOpen } = useCartState()
  return (
    <a
      href={href}
      className={className}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        setOpen(true)
      }}
    >
      <span className="relative">
        {children}
        <Suspense>
          <Count />
        </Suspense>
      </span>
      <span>{label}</span>
    </a>
  )
}

function Count() {
  const { count } = useShownCart()
  const kept = useKeptSince()
  // A number says “now”; on a page of some time ago it would be wrong.
  if (count === 0 || kept) return null
  return (
    <span
      key={count}
      data-testid="cart-count"
      className="rise numerals absolute -top-2 left-[calc(100%-10px)] grid h-5 min-w-5 place-items-center rounded-full bg-signal px-1 text-xs font-bold text-on-signal"
    >
      {count}
    </span>
  )
}
