import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'

/** A page or part (`level` 2) with nothing in it: says so, and offers the way on. */
export function EmptyState({
  icon,
  title,
  text,
  children,
  level = 1,
}: {
  icon: IconName
  title: string
  text?: string
  children?: ReactNode
  level?: 1 | 2
}) {
  const Heading = `h${level}` as const
  return (
    <div className="mx-auto flex max-w-md flex-col items-center px-4 py-16 text-center md:py-24">
      <span className="mb-6 grid size-20 place-items-center rounded-full bg-well text-quiet">
        <Icon name={icon} size={36} />
      </span>
      <Heading className="text-h2">{title}</Heading>
      {text && <p className="mt-3 text-quiet">{text}</p>}
      {children && <div className="mt-8 flex flex-wrap items-center justify-center gap-4">{children}</div>}
    </div>
  )
}
