'use client'

import type { ReactNode } from 'react'
import { Button } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import { inputLimits } from '#forms/limits.ts'
import { Notice } from '#ui/notice.tsx'
import { RadioRow } from '#ui/radio-row.tsx'
import { Told } from '#ui/told.tsx'
import { saveBillingAddress, saveContact, saveShippingAddress, saveShippingMethod } from './actions.ts'
import { AddressFields, type AddressTexts } from './address-fields.tsx'
import type { Country } from './address-form.ts'
import { useStepForm, type StepForm } from './use-step-form.ts'

type Values = Record<string, string | null | undefined>

export interface StepTexts {
  next: string
  saving: string
  optional: string
  /** It is saved as it was sent, and something was typed since. */
  typedSince: string
}

interface Around {
  checkoutId: string
  texts: StepTexts
}

function Frame({ sent, checkoutId, texts, children }: Around & { sent: StepForm; children: ReactNode }) {
  const { answer, posted, sending, form, typedSince } = sent
  return (
    <form {...form} className="grid gap-5">
      <input type="hidden" name="checkoutId" value={checkoutId} />
      <Told at={answer?.problem || typedSince ? (answer?.at ?? null) : null} landed={Boolean(posted?.problem)}>
        {answer?.problem && <Notice tone="stop">{answer.problem}</Notice>}
        {typedSince && !sending && <Notice tone="caution">{texts.typedSince}</Notice>}
      </Told>
      {children}
      <Button type="submit" look="ink" size="large" aria-busy={sending} className="sm:justify-self-start sm:px-10">
        {sending ? texts.saving : texts.next}
      </Button>
    </form>
  )
}

export interface ContactTexts {
  email: string
  emailHint: string
  phone: string
  phoneHint: string
  more: string
  poNumber: string
  note: string
}

export function ContactForm({ values, labels, ...around }: Around & { values: Values; labels: ContactTexts }) {
  const sent = useStepForm(saveContact)
  const field = (name: 'email' | 'phone' | 'poNumber' | 'note') => ({
    ...inputLimits('checkoutSetContact', name),
    name,
    defaultValue: sent.posted?.values[name] ?? values[name] ?? '',
    error: sent.answer?.fields[name],
  })
  const { optional } = around.texts
  return (
    <Frame {...around} sent={sent}>
      <Field
        {...field('email')}
        label={labels.email}
        hint={labels.emailHint}
        type="email"
        autoComplete="email"
        inputMode="email"
      />
      <Field
        {...field('phone')}
        label={labels.phone}
        hint={labels.phoneHint}
        optional={optional}
        type="tel"
        autoComplete="tel"
      />
      <details open={Boolean(values.poNumber || values.note)}>
        <summary className="inline-flex min-h-11 items-center text-sm font-semibold underline decoration-line decoration-2 underline-offset-4 hover:decoration-signal">
          {labels.more}
        </summary>
        <div className="mt-2 grid gap-4">
          <Field {...field('poNumber')} label={labels.poNumber} optional={optional} />
          <Field {...field('note')} label={labels.note} optional={optional} />
        </div>
      </details>
    </Frame>
  )
}

export interface BookEntry {
  id: string
  text: string
}

interface AddressProps extends Around {
  values: Values
  countries: Country[]
  defaultCountry: string
  labels: AddressTexts
}

export function ShippingAddressForm({
  book,
  newAddress,
  ...props
}: AddressProps & { book: BookEntry[]; newAddress: string }) {
  const sent = useStepForm(saveShippingAddress)
  const fields = (
    <AddressFields
      {...props}
      texts={props.labels}
      section="shipping"
      values={sent.posted?.values ?? props.values}
      errors={sent.answer?.fields ?? {}}
      optionalPart={book.length > 0}
    />
  )
  return (
    <Frame {...props} sent={sent}>
      {book.length === 0 ? (
        fields
      ) : (
        <fieldset className="group grid gap-3">
          {book.map(({ id, text }, i) => (
            <RadioRow key={id} name="book" value={id} defaultChecked={i === 0 && !sent.posted}>
              <span>{text}</span>
            </RadioRow>
          ))}
          <RadioRow name="book" value="" defaultChecked={Boolean(sent.posted)} className="new-address">
            <span className="font-semibold">{newAddress}</span>
          </RadioRow>
          <div className="hidden pt-2 group-has-[.new-address:checked]:block">{fields}</div>
        </fieldset>
      )}
    </Frame>
  )
}

export function BillingAddressForm({
  same,
  other,
  isSame,
  ...props
}: AddressProps & { same: string; other: string; isSame: boolean }) {
  const sent = useStepForm(saveBillingAddress)
  const chooseSame = sent.posted ? sent.posted.values.same === 'yes' : isSame
  return (
    <Frame {...props} sent={sent}>
      <fieldset className="group grid gap-3">
        <RadioRow name="same" value="yes" defaultChecked={chooseSame}>
          <span className="font-semibold">{same}</span>
        </RadioRow>
        <RadioRow name="same" value="no" defaultChecked={!chooseSame} className="new-address">
          <span className="font-semibold">{other}</span>
        </RadioRow>
        <div className="hidden pt-2 group-has-[.new-address:checked]:block">
          <AddressFields
            {...props}
            texts={props.labels}
            section="billing"
            values={sent.posted?.values ?? props.values}
            errors={sent.answer?.fields ?? {}}
            optionalPart
          />
        </div>
      </fieldset>
    </Frame>
  )
}

export interface DeliveryChoice {
  id: string
  label: string
  detail: string
  price: string
  pickup: boolean
}

interface DeliveryProps extends Around {
  options: DeliveryChoice[]
  chosen: string | null
  legend: string
  more: string
}

export function DeliveryForm({ options, chosen, legend, more, ...around }: DeliveryProps) {
  const sent = useStepForm(saveShippingMethod)
  const first = options.find(({ id }) => id === chosen)?.id ?? options[0]?.id
  // Carriers offer up to a dozen; beyond the first four they wait behind a fold, but never the chosen one or a pick-up.
  const folded = options.length > 6 ? options.filter(({ id, pickup }, i) => i >= 4 && !pickup && id !== first) : []
  const row = ({ id, label, detail, price }: DeliveryChoice) => (
    <RadioRow key={id} name="option" value={id} defaultChecked={id === first} required>
      <span className="min-w-0 flex-1">
        <span className="block font-semibold">{label}</span>
        {detail && <span className="block text-sm text-quiet">{detail}</span>}
      </span>
      <span className="numerals font-semibold">{price}</span>
    </RadioRow>
  )
  return (
    <Frame {...around} sent={sent}>
      <fieldset className="grid gap-3">
        <legend className="sr-only">{legend}</legend>
        {options.filter((option) => !folded.includes(option)).map(row)}
        {folded.length > 0 && (
          <details>
            <summary className="inline-flex min-h-11 items-center text-sm font-semibold underline decoration-line decoration-2 underline-offset-4 hover:decoration-signal">
              {more} ({folded.length})
            </summary>
            <div className="mt-2 grid gap-3">{folded.map(row)}</div>
          </details>
        )}
      </fieldset>
    </Frame>
  )
}
