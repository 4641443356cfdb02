'use client'

import Link from 'next/link'
import { useState, type ComponentProps } from 'react'

/**
 * A link inside the shop. It fetches the next page when a finger or pointer comes near, not when it scrolls into
 * view: a listing of 24 products would otherwise ask the server 24 times for pages that nobody opens.
 */
export function ShopLink(props: ComponentProps<typeof Link>) {
  const [near, setNear] = useState(false)
  const come = () => setNear(true)
  return <Link {...props} prefetch={near ? null : false} onPointerEnter={come} onTouchStart={come} onFocus={come} />
}
