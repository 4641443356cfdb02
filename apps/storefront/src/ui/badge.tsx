import type { ReactNode } from 'react'
import { classes } from './classes.ts'

const tones = {
  plain: 'bg-well text-ink',
  good: 'bg-good-soft text-good',
  caution: 'bg-caution-soft text-caution',
  stop: 'bg-stop-soft text-stop',
  signal: 'bg-signal text-on-signal',
}

/** A short state in a word or two. */
export function Badge({ tone = 'plain', children }: { tone?: keyof typeof tones; children: ReactNode }) {
  return (
    <span
      className={classes('inline-flex items-center gap-1.5 rounded-sm px-2 py-0.5 text-xs font-semibold', tones[tone])}
    >
      {children}
    </span>
  )
}
