'use client'

import { Button } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'

/** Prints the page; what it looks like on paper stands in globals.css. */
export function PrintButton({ label }: { label: string }) {
  return (
    <Button type="button" look="line" className="print:hidden" onClick={() => window.print()}>
      <Icon name="print" size={20} /> {label}
    </Button>
  )
}
