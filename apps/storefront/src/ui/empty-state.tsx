import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'

/** A page or part with nothing in it: says so, and offers the way on. */
export function EmptyState({
  icon,
  title,
  text,
  children,
}: {
  icon: IconName
  title: string
  text?: string
  children?: ReactNode
}) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center px-4 py-16 text-center md:py-24">
      <span className="mb-6 grid size-20 place-items-center rounded-full bg-well text-quiet">
        <Icon name={icon} size={36} />
      </span>
      <h1 className="text-h2">{title}</h1>
      {text && <p className="mt-3 text-quiet">{text}</p>}
      {children && <div className="mt-8 flex flex-wrap items-center justify-center gap-4">{children}</div>}
    </div>
  )
}
