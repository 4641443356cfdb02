'use client'

import { Button } from '#ui/button.tsx'
import { Notice } from '#ui/notice.tsx'
import { takeSuggestion } from './actions.ts'
import { useStepForm } from './use-step-form.ts'

/** Takes the address that the carrier would write; `values` are its fields. */
export function SuggestionForm({
  checkoutId,
  values,
  texts,
}: {
  checkoutId: string
  values: Readonly<Record<string, string>>
  texts: { take: string; taking: string }
}) {
  const { answer, sending, form } = useStepForm(takeSuggestion, false)
  return (
    <form {...form} aria-busy={sending} className="mt-3 grid justify-items-start gap-2">
      <input type="hidden" name="checkoutId" value={checkoutId} />
      {Object.entries(values).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button type="submit" look="line">
        {sending ? texts.taking : texts.take}
      </Button>
      {answer?.problem && <Notice tone="stop">{answer.problem}</Notice>}
    </form>
  )
}
