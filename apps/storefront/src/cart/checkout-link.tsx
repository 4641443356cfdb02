'use client'

import { useEffect, useState, type ReactNode } from 'react'
import { useShownCart, type ShownCart } from './cart-context.tsx'

interface Props {
  href: string
  className: string
  /** Said while it waits. */
  waitingText: string
  children: ReactNode
}

/**
 * The way to the checkout. Pressed while a change of the cart is still under way, it waits for the answer; then it goes if the cart
 * became what the shopper saw when they pressed, and stays where the change was refused.
 */
export function CheckoutLink({ href, className, waitingText, children }: Props) {
  const { lines, waiting } = useShownCart()
  const [wanted, setWanted] = useState<string | null>(null)
  const seen = contents(lines)

  useEffect(() => {
    if (wanted === null || waiting) return
    if (seen === wanted) location.assign(href)
    else setWanted(null)
  }, [wanted, waiting, seen, href])

  return (
    <a
      href={href}
      className={className}
      aria-busy={wanted !== null}
      onClick={(event) => {
        if (!waiting) return
        event.preventDefault()
        setWanted(seen)
      }}
    >
      {wanted === null ? children : waitingText}
    </a>
  )
}

function contents(lines: ShownCart['lines']): string {
  return lines
    .map(({ sku, unitCode, quantity }) => `${sku}\t${unitCode}\t${Number(quantity)}`)
    .sort()
    .join('\n')
}
