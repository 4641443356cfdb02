'use client'

import { useEffect, useRef } from 'react'
import { Notice } from '#ui/notice.tsx'
import { endedAt } from './ended-at.ts'
import type { PayStep } from './pay-step.ts'

interface Props {
  /** How the payment stands. */
  ask: () => Promise<PayStep>
  /** The page that says what to do where the bank has said no. */
  back: string
  texts: { underWay: string; underWayText: string; nothingToChange?: string }
}

const first = 1_000
const slowest = 30_000

/** A bank that takes days is at work: nothing can be done but wait, and nothing is to be paid again. The page goes on by itself when the bank has answered. */
export function BankAtWork({ ask, back, texts }: Props) {
  const asked = useRef(ask)
  asked.current = ask
  useEffect(() => {
    let wait = first
    let timer = setTimeout(seen, wait)
    let gone = false
    async function look(): Promise<void> {
      clearTimeout(timer)
      // a page that nobody sees asks when it is seen again
      if (gone || document.hidden) return
      const step = await asked.current().catch(() => null)
      if (gone) return
      if (step?.kind === 'ordered') return location.replace(step.href)
      if (step?.kind === 'ended') return location.replace(endedAt(back, step.how))
      // an outage of ours or of the service's is no answer of the bank's
      if (step && step.kind !== 'processing' && !(step.kind === 'refused' && step.code)) return location.replace(back)
      wait = Math.min(wait * 1.6, slowest)
      timer = setTimeout(seen, wait)
    }
    function seen(): void {
      void look()
    }
    document.addEventListener('visibilitychange', seen)
    return () => {
      gone = true
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', seen)
    }
  }, [back])
  return (
    <div data-testid="bank-at-work">
      <Notice tone="good" title={texts.underWay}>
        <p>{texts.underWayText}</p>
        {texts.nothingToChange && <p className="mt-2">{texts.nothingToChange}</p>}
      </Notice>
    </div>
  )
}
