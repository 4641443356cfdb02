'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import type { FormAnswer } from '#forms/answer.ts'
import { lostForm } from '#forms/lost-form.ts'
import { useSentForm } from '#forms/use-sent-form.ts'
import type { StepAnswer } from './actions.ts'

export interface StepForm extends ReturnType<typeof useSentForm<StepAnswer>> {
  /** It is saved as it was sent; what has been typed since is not, and stays in its fields. */
  typedSince: boolean
}

/**
 * The form of a step. Its action writes the step and answers where to go on: the page goes there, unless something was typed while the step was under way, which
 * would be lost with the form. Without script the server sends the browser there.
 * @param keepTyped false: what is typed meanwhile is of no use any more, and the page goes on
 */
export function useStepForm(
  write: (before: FormAnswer | null, form: FormData) => Promise<StepAnswer>,
  keepTyped = true,
): StepForm {
  const router = useRouter()
  const [going, go] = useTransition()
  const [typedSince, setTypedSince] = useState(false)
  const sent = useSentForm<StepAnswer>(write, lostForm, {
    mark: ['beside', 'yes'],
    then: ({ next }, changed) => {
      const stays = Boolean(next) && changed && keepTyped
      setTypedSince(stays)
      if (!next || stays) return
      go(() => {
        // a step that is written makes another page of the same address
        if (next === `${location.pathname}${location.search}`) router.refresh()
        else router.push(next)
      })
    },
  })
  return { ...sent, sending: sent.sending || going, typedSince }
}
