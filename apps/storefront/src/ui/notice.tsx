import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import { Icon, type IconName } from './icon.tsx'

const tones: Record<'stop' | 'caution' | 'good' | 'plain', [string, IconName]> = {
  stop: ['bg-stop-soft text-stop border-stop', 'alert'],
  caution: ['bg-caution-soft text-caution border-caution', 'alert'],
  good: ['bg-good-soft text-good border-good', 'check'],
  plain: ['bg-well text-ink border-edge', 'info'],
}

/** A message that belongs to the place where it stands: a refusal, a warning, a success. Spoken by screen readers at once. */
export function Notice({
  tone = 'plain',
  title,
  children,
  id,
}: {
  tone?: keyof typeof tones
  title?: string
  children?: ReactNode
  id?: string
}) {
  const [look, icon] = tones[tone]
  return (
    <div
      id={id}
      role={tone === 'stop' ? 'alert' : 'status'}
      className={classes('flex gap-3 rounded-md border-l-4 p-3 text-sm', look)}
    >
      <Icon name={icon} size={20} className="mt-px shrink-0" />
      <div className="min-w-0">
        {title && <p className="font-semibold">{title}</p>}
        {children && <div className={title ? 'mt-0.5 text-ink' : 'font-medium'}>{children}</div>}
      </div>
    </div>
  )
}
