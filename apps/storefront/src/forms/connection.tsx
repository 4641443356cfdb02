'use client'

import { createContext, type ReactNode } from 'react'
import type { Loss } from './unless-lost.ts'

/** What a form says when no answer came. */
type LossTexts = Record<Loss, string>

export const Connection = createContext<LossTexts | null>(null)

/** Tells every form of the page, before the network goes away, what to say then. */
export function ConnectionTexts({ texts, children }: { texts: LossTexts; children: ReactNode }) {
  return <Connection value={texts}>{children}</Connection>
}
