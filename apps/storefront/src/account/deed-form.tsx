'use client'

import type { ReactNode } from 'react'
import { lostForm } from '#forms/lost-form.ts'
import { useSentForm } from '#forms/use-sent-form.ts'
import { Notice } from '#ui/notice.tsx'
import { sendPreferCard, sendRemoveAddress, sendRemoveCard, sendSignOut } from './actions.ts'

const deeds = {
  signOut: sendSignOut,
  removeAddress: sendRemoveAddress,
  preferCard: sendPreferCard,
  removeCard: sendRemoveCard,
}

/** A button that does something without asking for more; why it was not done stands below it. `children`: the button, and what is sent along. */
export function DeedForm({ what, children }: { what: keyof typeof deeds; children: ReactNode }) {
  const { answer, sending, form } = useSentForm(deeds[what], lostForm)
  return (
    <form {...form} aria-busy={sending} className="grid justify-items-start gap-2">
      {children}
      {answer?.problem && <Notice tone="stop">{answer.problem}</Notice>}
    </form>
  )
}
