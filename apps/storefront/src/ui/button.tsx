import type { ButtonHTMLAttributes } from 'react'
import { classes } from './classes.ts'

export type ButtonLook = 'signal' | 'ink' | 'line' | 'bare'

const looks: Record<ButtonLook, string> = {
  signal:
    'bg-signal text-on-signal shadow-[inset_0_-3px_0_#0000001f] hover:bg-signal-strong active:shadow-none active:translate-y-px',
  ink: 'bg-ink text-paper hover:opacity-88 active:translate-y-px',
  line: 'border-2 border-ink text-ink hover:bg-ink hover:text-paper',
  bare: 'text-ink underline decoration-line decoration-2 underline-offset-4 hover:decoration-signal px-0!',
}

/** The class names of a button, also for links that look like one. `large` is the phone's main action: 56 px tall. */
export function buttonClass(
  look: ButtonLook = 'ink',
  size: 'medium' | 'large' | 'small' = 'medium',
  more?: string,
): string {
  return classes(
    'inline-flex items-center justify-center gap-2 rounded-md font-semibold text-center transition-[background,translate,box-shadow,opacity] duration-100 select-none',
    'disabled:opacity-50 disabled:pointer-events-none aria-disabled:opacity-50',
    size === 'large'
      ? 'min-h-14 px-6 text-base'
      : size === 'small'
        ? 'min-h-9 px-3 text-sm'
        : 'min-h-11 px-5 text-base',
    looks[look],
    more,
  )
}

type Props = ButtonHTMLAttributes<HTMLButtonElement> & { look?: ButtonLook; size?: 'medium' | 'large' | 'small' }

export function Button({ look, size, className, ...rest }: Props) {
  return <button className={buttonClass(look, size, className)} {...rest} />
}
