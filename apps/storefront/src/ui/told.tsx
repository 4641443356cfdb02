'use client'

import { useEffect, useRef, type ReactNode } from 'react'

/**
 * A message that must not be missed: it comes into sight, clear of the bar at a phone's lower edge.
 * @param at differs at every message; null for none
 * @param landed the message came with the page itself (without script): the browser begins there
 */
export function Told({ at, landed, children }: { at: number | null; landed?: boolean; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (at !== null) box.current?.scrollIntoView({ block: 'center', behavior: 'smooth' })
  }, [at])
  return (
    <div ref={box} tabIndex={-1} autoFocus={landed} className="outline-none empty:hidden">
      {children}
    </div>
  )
}
