'use client'

import Link, { useLinkStatus } from 'next/link'
import { useEffect, useState, type ComponentProps } from 'react'

/**
 * A link inside the shop. It fetches the next page when a finger or pointer comes near, not when it scrolls into
 * view: a listing of 24 products would otherwise ask the server 24 times for pages that nobody opens.
 */
export function ShopLink({ children, ...props }: ComponentProps<typeof Link>) {
  const [near, setNear] = useState(false)
  const come = () => setNear(true)
  return (
    <Link {...props} prefetch={near ? null : false} onPointerEnter={come} onTouchStart={come} onFocus={come}>
      {children}
      <Going />
    </Link>
  )
}

/**
 * While the next page is on its way, the tape along the window's upper edge runs out (globals.css). Here and not in a loading.tsx: that would
 * answer 200 before a page can say 404, and leave browsers without script with the skeleton (docs/decisions/012-no-loading-files.md).
 */
function Going() {
  const { pending } = useLinkStatus()
  useEffect(() => {
    if (!pending) return
    const root = document.documentElement
    root.dataset.going = ''
    return () => {
      delete root.dataset.going
    }
  }, [pending])
  return null
}
