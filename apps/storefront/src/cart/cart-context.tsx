'use client'

import { createContext, use, useCallback, useContext, useMemo, useOptimistic, useState, type ReactNode } from 'react'
import type { CartAnswer } from './actions.ts'
import type { CartView, LineView } from './view.ts'

/** A change that the shopper has made and the server has not yet confirmed. */
export type PendingChange =
  | { kind: 'add'; line: LineView }
  | { kind: 'set'; lineId: string; quantity: string }
  | { kind: 'remove'; lineId: string }

interface CartState {
  cart: Promise<CartView | null>
  pending: PendingChange[]
  /** Inside a transition only: shown at once, and forgotten when the transition has ended. */
  change: (change: PendingChange) => void
  /** The last answer to a change of a line, by the line's id. Here and not in the line, which is gone while it is being taken out. */
  told: ReadonlyMap<string, CartAnswer>
  tell: (lineId: string, answer: CartAnswer) => void
  open: boolean
  setOpen: (open: boolean) => void
}

const Context = createContext<CartState | null>(null)

/** Holds the server's cart (a promise, so that no page waits for it) and what is pending on top of it. */
export function CartProvider({ cart, children }: { cart: Promise<CartView | null>; children: ReactNode }) {
  const [pending, change] = useOptimistic<PendingChange[], PendingChange>([], (before, next) => [...before, next])
  const [open, setOpenState] = useState(false)
  const setOpen = useCallback((next: boolean) => setOpenState(next), [])
  const [told, setTold] = useState<ReadonlyMap<string, CartAnswer>>(new Map())
  const tell = useCallback(
    (lineId: string, answer: CartAnswer) => setTold((before) => new Map(before).set(lineId, answer)),
    [],
  )
  const value = useMemo(
    () => ({ cart, pending, change, told, tell, open, setOpen }),
    [cart, pending, change, told, tell, open, setOpen],
  )
  return <Context value={value}>{children}</Context>
}

export function useCartState(): CartState {
  const state = useContext(Context)
  if (!state)
    throw new Error('useCartState is used outside of <CartProvider>: move the component into the root layout.')
  return state
}

export interface ShownCart {
  view: CartView | null
  lines: (LineView & { waiting: boolean })[]
  count: number
  /** Totals on the screen are those before the pending changes. */
  waiting: boolean
}

/** The cart as the shopper should see it now. Suspends until the server's cart has come. */
export function useShownCart(): ShownCart {
  const { cart, pending } = useCartState()
  const view = use(cart)
  let lines = (view?.lines ?? []).map((line) => ({ ...line, waiting: false }))
  for (const change of pending) {
    if (change.kind === 'remove') lines = lines.filter(({ id }) => id !== change.lineId)
    else if (change.kind === 'set')
      lines = lines
        .map((line) => (line.id === change.lineId ? { ...line, quantity: change.quantity, waiting: true } : line))
        .filter(({ quantity }) => Number(quantity) > 0)
    else {
      const same = lines.find(({ sku, unitCode }) => sku === change.line.sku && unitCode === change.line.unitCode)
      if (same)
        lines = lines.map((line) =>
          line === same ? { ...line, quantity: sum(line.quantity, change.line.quantity), waiting: true } : line,
        )
      else lines = [...lines, { ...change.line, waiting: true }]
    }
  }
  return { view, lines, count: lines.length, waiting: pending.length > 0 }
}

/** Only to look at until the server has answered; quantities have at most six digits behind the point. */
function sum(one: string, other: string): string {
  return String(Math.round((Number(one) + Number(other)) * 1e6) / 1e6)
}
