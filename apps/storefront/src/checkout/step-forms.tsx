'use client'

import type { ReactNode } from 'react'
import { Button } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import { inputLimits } from '#forms/limits.ts'
import { useSentForm } from '#forms/use-sent-form.ts'
import { Notice } from '#ui/notice.tsx'
import { Told } from '#ui/told.tsx'
import { saveBillingAddress, saveContact, saveShippingAddress, saveShippingMethod } from './actions.ts'
import { AddressFields, type AddressTexts } from './address-fields.tsx'
import type { Country } from './address-form.ts'
import type { FormAnswer } from '#forms/answer.ts'
import { lostForm } from '#forms/lost-form.ts'

type Values = Record<string, string | null | undefined>

export interface StepTexts {
  next: string
  saving: string
  optional: string
}

interface Around {
  checkoutId: string
  texts: StepTexts
}

type Sent = ReturnType<typeof useSentForm<FormAnswer>>

function Frame({ sent, checkoutId, texts, children }: Around & { sent: Sent; children: ReactNode }) {
  const { answer, posted, sending, form } = sent
  return (
    <form {...form} className="grid gap-5">
      <input type="hidden" name="checkoutId" value={checkoutId} />
      <Told at={answer?.problem ? answer.at : null} landed={Boolean(posted?.problem)}>
        {answer?.problem && <Notice tone="stop">{answer.problem}</Notice>}
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
  const sent = useSentForm(saveContact, lostForm)
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

const card =
  'flex min-h-14 items-start gap-3 rounded-md border-[1.5px] border-edge bg-sheet px-4 py-3.5 has-checked:border-ink has-checked:outline-2 has-checked:-outline-offset-2 has-checked:outline-ink'
const dot = 'mt-0.5 size-5 shrink-0 accent-[var(--rust)]'

export function ShippingAddressForm({
  book,
  newAddress,
  ...props
}: AddressProps & { book: BookEntry[]; newAddress: string }) {
  const sent = useSentForm(saveShippingAddress, lostForm)
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
            <label key={id} className={card}>
              <input type="radio" name="book" value={id} defaultChecked={i === 0 && !sent.posted} className={dot} />
              <span>{text}</span>
            </label>
          ))}
          <label className={card}>
            <input
              type="radio"
              name="book"
              value=""
              defaultChecked={Boolean(sent.posted)}
              className={`${dot} new-address`}
            />
            <span className="font-semibold">{newAddress}</span>
          </label>
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
  const sent = useSentForm(saveBillingAddress, lostForm)
  const chooseSame = sent.posted ? sent.posted.values.same === 'yes' : isSame
  return (
    <Frame {...props} sent={sent}>
      <fieldset className="group grid gap-3">
        <label className={card}>
          <input type="radio" name="same" value="yes" defaultChecked={chooseSame} className={dot} />
          <span className="font-semibold">{same}</span>
        </label>
        <label className={card}>
          <input type="radio" name="same" value="no" defaultChecked={!chooseSame} className={`${dot} new-address`} />
          <span className="font-semibold">{other}</span>
        </label>
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
  const sent = useSentForm(saveShippingMethod, lostForm)
  const first = options.find(({ id }) => id === chosen)?.id ?? options[0]?.id
  // Carriers offer up to a dozen; beyond the first four they wait behind a fold, but never the chosen one or a pick-up.
  const folded = options.length > 6 ? options.filter(({ id, pickup }, i) => i >= 4 && !pickup && id !== first) : []
  const row = ({ id, label, detail, price }: DeliveryChoice) => (
    <label key={id} className={card}>
      <input type="radio" name="option" value={id} defaultChecked={id === first} required className={dot} />
      <span className="min-w-0 flex-1">
        <span className="block font-semibold">{label}</span>
        {detail && <span className="block text-sm text-quiet">{detail}</span>}
      </span>
      <span className="numerals font-semibold">{price}</span>
    </label>
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
