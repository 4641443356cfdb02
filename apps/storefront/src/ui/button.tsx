import type { ButtonHTMLAttributes } from 'react'
import { classes } from './classes.ts'

export type ButtonLook = 'signal' | 'ink' | 'line' | 'bare'

/** What cannot be pressed now: quieter, and as easy to read, since it may be looked at for seconds. */
const filledAtRest =
  'disabled:bg-well disabled:text-quiet disabled:shadow-none aria-disabled:bg-well aria-disabled:text-quiet aria-disabled:shadow-none aria-disabled:translate-none'
const linedAtRest =
  'disabled:border-edge disabled:text-quiet aria-disabled:border-edge aria-disabled:bg-transparent aria-disabled:text-quiet'

const looks: Record<ButtonLook, string> = {
  signal: `bg-signal text-on-signal shadow-[inset_0_-3px_0_#0000001f] hover:bg-signal-strong active:shadow-none active:translate-y-px ${filledAtRest}`,
  ink: `bg-ink text-paper hover:bg-ink/88 active:translate-y-px ${filledAtRest}`,
  line: `border-2 border-ink text-ink hover:bg-ink hover:text-paper ${linedAtRest}`,
  bare: 'text-ink underline decoration-line decoration-2 underline-offset-4 hover:decoration-signal px-0! disabled:text-quiet aria-disabled:text-quiet',
}

/** The class names of a button, also for links that look like one. `large` is the phone's main action: 56 px tall. */
export function buttonClass(
  look: ButtonLook = 'ink',
  size: 'medium' | 'large' | 'small' = 'medium',
  more?: string,
): string {
  return classes(
    // colours change at once: words and ground on their way from one state to another would pass through what cannot be read
    'inline-flex items-center justify-center gap-2 rounded-md font-semibold text-center transition-[translate,box-shadow] duration-100 select-none',
    'disabled:pointer-events-none aria-disabled:cursor-default',
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
