'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useTransition, type ReactNode } from 'react'

/**
 * A GET form whose boxes and selects act at once when there is script. The listing beside it fades while it works
 * (globals.css looks at aria-busy).
 */
export function FilterForm({
  id,
  action,
  query,
  children,
}: {
  id: string
  action: string
  query: string
  children: ReactNode
}) {
  const router = useRouter()
  const form = useRef<HTMLFormElement>(null)
  const [busy, start] = useTransition()

  // After "clear all" or the back button the boxes follow the address again.
  useEffect(() => {
    for (const field of form.current?.elements ?? []) {
      if (field instanceof HTMLInputElement) {
        if (field.type === 'checkbox') field.checked = field.defaultChecked
        else if (field.type !== 'hidden') field.value = field.defaultValue
      }
    }
  }, [query])

  function go() {
    if (!form.current) return
    const wanted = new URLSearchParams()
    for (const [name, value] of new FormData(form.current))
      if (typeof value === 'string' && value !== '') wanted.append(name, value)
    start(() => router.replace(`${action}?${wanted}`, { scroll: false }))
  }

  return (
    <form
      ref={form}
      id={id}
      action={action}
      aria-busy={busy}
      className="filter-form"
      onSubmit={(event) => {
        event.preventDefault()
        go()
      }}
      onChange={(event) => {
        const field: EventTarget = event.target
        const acts =
          field instanceof HTMLSelectElement || (field instanceof HTMLInputElement && field.type === 'checkbox')
        if (acts) go()
      }}
    >
      {children}
    </form>
  )
}
