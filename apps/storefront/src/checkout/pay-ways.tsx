'use client'

import { Button } from '#ui/button.tsx'
import { Notice } from '#ui/notice.tsx'
import { RadioRow } from '#ui/radio-row.tsx'
import { saveWay } from './actions.ts'
import { useStepForm } from './use-step-form.ts'

export interface PayWay {
  method: 'card' | 'onAccount'
  label: string
  /** By when it is to be paid, and what paying so costs. */
  detail: string
}

/** Which way to pay, where there are several: what it costs besides is in the total as soon as it is chosen. */
export function PayWays({
  checkoutId,
  ways,
  chosen,
  texts,
}: {
  checkoutId: string
  ways: readonly PayWay[]
  chosen: PayWay['method']
  texts: { legend: string; choose: string }
}) {
  const { answer, sending, form } = useStepForm(saveWay, false)
  return (
    <form {...form} aria-busy={sending} className="mb-5 grid gap-3">
      <input type="hidden" name="checkoutId" value={checkoutId} />
      <fieldset className="grid gap-2">
        <legend className="mb-2 font-semibold">{texts.legend}</legend>
        {ways.map(({ method, label, detail }) => (
          <RadioRow
            key={method}
            name="method"
            value={method}
            defaultChecked={method === chosen}
            onChange={(event) => event.currentTarget.form?.requestSubmit()}
          >
            <span className="flex min-w-0 flex-1 flex-wrap justify-between gap-x-4">
              <span className="font-semibold">{label}</span>
              {detail && <span className="text-sm text-quiet">{detail}</span>}
            </span>
          </RadioRow>
        ))}
      </fieldset>
      <noscript>
        <Button type="submit" look="line">
          {texts.choose}
        </Button>
      </noscript>
      {answer?.problem && <Notice tone="stop">{answer.problem}</Notice>}
    </form>
  )
}
