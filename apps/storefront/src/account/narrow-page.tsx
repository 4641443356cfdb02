import type { ReactNode } from 'react'

/** The frame of a page with one short form. */
export function NarrowPage({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  return (
    <div className="shell grid gap-8 py-8 md:py-16">
      <div className="mx-auto w-full max-w-md">
        <h1 className="text-h1">{title}</h1>
        {text ? <p className="mt-3 mb-8 text-quiet">{text}</p> : <div className="mb-8" />}
        {children}
      </div>
    </div>
  )
}

export const textLink = 'font-semibold underline decoration-signal decoration-2 underline-offset-4'
