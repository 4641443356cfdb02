'use client'

import { inputLimits } from '#forms/limits.ts'
import { Button } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import { Notice } from '#ui/notice.tsx'
import { saveGiftCard } from './actions.ts'
import { useStepForm } from './use-step-form.ts'

export interface GiftCardTexts {
  title: string
  code: string
  apply: string
  remove: string
}

/** A gift card for a part of the total, or all of it; `applied` says in words what the one that is there pays. */
export function GiftCardForm({
  checkoutId,
  applied,
  texts,
}: {
  checkoutId: string
  applied: string | null
  texts: GiftCardTexts
}) {
  const { answer, posted, sending, form } = useStepForm(saveGiftCard, false)
  return (
    <form {...form} aria-busy={sending} className="mb-5 grid gap-3">
      <input type="hidden" name="checkoutId" value={checkoutId} />
      {applied ? (
        <div className="flex flex-wrap items-center justify-between gap-3 rounded-lg bg-sheet px-4 py-3">
          <span data-testid="gift-card">{applied}</span>
          <button type="submit" className="min-h-11 font-semibold underline underline-offset-4">
            {texts.remove}
          </button>
        </div>
      ) : (
        <details className="rounded-lg bg-sheet px-4" open={Boolean(answer && !answer.next)}>
          <summary className="flex min-h-12 items-center font-semibold">{texts.title}</summary>
          <div className="flex flex-wrap items-start gap-3 pb-4">
            <Field
              {...inputLimits('checkoutApplyGiftCard', 'code')}
              required
              name="code"
              label={texts.code}
              autoComplete="off"
              className="min-w-48 flex-1"
              defaultValue={posted?.values['code'] ?? ''}
              error={answer?.fields['code']}
            />
            <Button type="submit" look="line" className="mt-6">
              {texts.apply}
            </Button>
          </div>
        </details>
      )}
      {answer?.problem && <Notice tone="stop">{answer.problem}</Notice>}
    </form>
  )
}
