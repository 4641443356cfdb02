'use client'

import { createContext, useContext, useEffect, useRef, type ReactNode, type RefObject } from 'react'

/** The step that was shown last. It outlives the page: each step is a page of its own. */
const Memory = createContext<RefObject<string | null> | null>(null)

export function StepMemory({ children }: { children: ReactNode }) {
  const last = useRef<string | null>(null)
  return <Memory value={last}>{children}</Memory>
}

/**
 * The name of the open step. When the shopper has come here from another step, whose form is gone with whatever had the focus, reading and typing go on from here; who has
 * put the focus elsewhere meanwhile keeps it.
 */
export function OpenStepHeading({
  step,
  className,
  children,
}: {
  step: string
  className: string
  children: ReactNode
}) {
  const last = useContext(Memory)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (!last) return
    const cameFromAnother = last.current !== null && last.current !== step
    last.current = step
    if (cameFromAnother && document.activeElement === document.body) heading.current?.focus()
  }, [last, step])
  return (
    <h2 ref={heading} tabIndex={-1} className={className}>
      {children}
    </h2>
  )
}
