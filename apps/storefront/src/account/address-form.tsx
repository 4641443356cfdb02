'use client'

import { AddressFields, type AddressTexts } from '#checkout/address-fields.tsx'
import type { Country } from '#checkout/address-form.ts'
import { lostForm } from '#forms/lost-form.ts'
import { useSentForm } from '#forms/use-sent-form.ts'
import { Button } from '#ui/button.tsx'
import { Notice } from '#ui/notice.tsx'
import { sendAddress } from './actions.ts'

interface Props {
  id: string
  values: Record<string, string | null | undefined>
  defaults: { shipping: boolean; billing: boolean }
  countries: Country[]
  defaultCountry: string
  labels: AddressTexts
  texts: { save: string; saving: string; defaultShipping: string; defaultBilling: string }
}

/** An address of one's own book, new or changed. */
export function BookAddressForm({ id, values, defaults, texts, labels, ...places }: Props) {
  const { answer, posted, sending, form } = useSentForm(sendAddress, lostForm)
  const tick = (name: string, label: string, on: boolean) => (
    <label className="flex min-h-11 items-center gap-3">
      <input type="checkbox" name={name} defaultChecked={on} className="size-5 accent-[var(--rust)]" />
      {label}
    </label>
  )
  return (
    <form {...form} className="grid gap-5">
      <input type="hidden" name="id" value={id} />
      {answer?.problem && <Notice tone="stop">{answer.problem}</Notice>}
      <AddressFields
        {...places}
        section="shipping"
        texts={labels}
        values={posted?.values ?? values}
        errors={answer?.fields ?? {}}
      />
      <div>
        {tick(
          'defaultShipping',
          texts.defaultShipping,
          posted ? posted.values.defaultShipping === 'on' : defaults.shipping,
        )}
        {tick(
          'defaultBilling',
          texts.defaultBilling,
          posted ? posted.values.defaultBilling === 'on' : defaults.billing,
        )}
      </div>
      <Button type="submit" look="ink" size="large" aria-busy={sending} className="sm:justify-self-start sm:px-10">
        {sending ? texts.saving : texts.save}
      </Button>
    </form>
  )
}
