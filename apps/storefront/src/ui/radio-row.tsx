import type { InputHTMLAttributes, ReactNode } from 'react'
import { classes } from './classes.ts'

type Props = Omit<InputHTMLAttributes<HTMLInputElement>, 'type' | 'children'> & { name: string; children: ReactNode }

/** One of several answers, the whole row to press: at least 56 px tall, framed where it is the chosen one. `className` is the circle's, for groups that look at it. */
export function RadioRow({ children, className, ...input }: Props) {
  return (
    <label className="flex min-h-14 items-start gap-3 rounded-md border-[1.5px] border-edge bg-sheet px-4 py-3.5 has-checked:border-ink has-checked:outline-2 has-checked:-outline-offset-2 has-checked:outline-ink">
      <input {...input} type="radio" className={classes('mt-0.5 size-5 shrink-0 accent-[var(--rust)]', className)} />
      {children}
    </label>
  )
}
