'use client'

import { useEffect, useRef, useState } from 'react'
import { addressLimits } from '#forms/limits.ts'
import { Field, Select } from '#ui/field.tsx'
import type { Country } from './address-form.ts'

export interface AddressTexts {
  firstName: string
  lastName: string
  company: string
  street: string
  street2: string
  postalCode: string
  city: string
  region: string
  country: string
  phone: string
  optional: string
  more: string
  choose: string
}

type AddressField = Parameters<typeof addressLimits>[0]

interface Props {
  section: 'shipping' | 'billing'
  countries: Country[]
  defaultCountry: string
  values: Record<string, string | null | undefined>
  errors: Record<string, string>
  texts: AddressTexts
  /** Part of a choice whose other side may be taken instead: then the browser must not insist on the fields. */
  optionalPart?: boolean
}

/** An address as a form: seven fields in sight; company, second line and phone behind a fold. Names are the API's. */
export function AddressFields({ section, countries, defaultCountry, values, errors, texts, optionalPart }: Props) {
  const [country, setCountry] = useState(values.countryCode || defaultCountry)
  const box = useRef<HTMLDivElement>(null)
  // A country that was chosen before the script arrived: the select shows it, and nobody was told.
  useEffect(() => {
    const chosen = box.current?.querySelector<HTMLSelectElement>('select[name=countryCode]')?.value
    if (chosen) setCountry(chosen)
  }, [])
  const regions = countries.find(({ code }) => code === country)?.regions ?? []
  const choice = (name: AddressField, token: string) => ({
    name,
    defaultValue: values[name] ?? '',
    error: errors[name],
    autoComplete: `${section} ${token}`,
  })
  const field = (name: AddressField, token: string) => ({
    ...choice(name, token),
    ...addressLimits(name),
    ...(optionalPart && { required: false }),
  })
  const folded = ['company', 'street2', 'phone'].some((name) => values[name] || errors[name])
  return (
    <div ref={box} className="grid grid-cols-2 gap-x-4 gap-y-4">
      <Field {...field('firstName', 'given-name')} label={texts.firstName} />
      <Field {...field('lastName', 'family-name')} label={texts.lastName} />
      <Field
        {...field('street', 'address-line1')}
        label={texts.street}

        className="col-span-2"
      />
      <Field
        {...field('postalCode', 'postal-code')}
        label={texts.postalCode}

        inputMode={country === 'US' || country === 'DE' ? 'numeric' : 'text'}
      />
      <Field {...field('city', 'address-level2')} label={texts.city} />
      {regions.length > 0 && (
        <Select
          key={country}
          {...choice('region', 'address-level1')}
          required={!optionalPart}
          label={texts.region}

          className="max-sm:col-span-2"
        >
          <option value="">{texts.choose}</option>
          {regions.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </Select>
      )}
      <Select
        {...choice('countryCode', 'country')}
        defaultValue={country}
        label={texts.country}
        onChange={(event) => setCountry(event.target.value)}
        className={regions.length > 0 ? 'max-sm:col-span-2' : 'col-span-2'}
      >
        {countries.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </Select>
      <details open={folded} className="col-span-2">
        <summary className="inline-flex min-h-11 items-center text-sm font-semibold underline decoration-line decoration-2 underline-offset-4 hover:decoration-signal">
          {texts.more}
        </summary>
        <div className="mt-2 grid grid-cols-2 gap-4">
          <Field
            {...field('company', 'organization')}
            label={texts.company}
            optional={texts.optional}

            className="col-span-2"
          />
          <Field {...field('street2', 'address-line2')} label={texts.street2} optional={texts.optional} />
          <Field {...field('phone', 'tel')} label={texts.phone} optional={texts.optional} type="tel" />
        </div>
      </details>
    </div>
  )
}
