import type { StripePaymentElementOptions } from '@stripe/stripe-js'

/** Who pays, as the bill has it: what the form need not ask again, and what the card's bank compares. */
export interface Payer {
  name: string
  email: string | null
  phone: string | null
  address: {
    line1: string
    line2: string | null
    city: string
    state: string | null
    postalCode: string
    country: string
  }
}

/** What stands in the form at first. */
export function proposed(payer: Payer | null): NonNullable<StripePaymentElementOptions['defaultValues']> {
  if (!payer) return {}
  const { name, email, address } = payer
  return {
    billingDetails: {
      name,
      ...(email ? { email } : {}),
      address: { country: address.country, postal_code: address.postalCode },
    },
  }
}

/**
 * What goes along with a card that was typed. Country and postal code are the form's own; a wallet and a bank know better who pays, and what is said here would
 * overwrite what they say.
 */
export function besidesCard(payer: Payer | null, type: string) {
  if (!payer || type !== 'card') return {}
  const { name, email, phone, address } = payer
  const { line1, line2, city, state } = address
  const said = <Value>(key: string, value: Value | null) => (value ? { [key]: value } : {})
  return {
    payment_method_data: {
      billing_details: {
        name,
        ...said('email', email),
        ...said('phone', phone),
        address: { line1, city, ...said('line2', line2), ...said('state', state) },
      },
    },
  }
}

interface BillingAddress {
  firstName: string
  lastName: string
  street: string
  street2?: string | null
  city: string
  region?: string | null
  postalCode?: string | null
  countryCode: string
}

/** Who pays, by the address of the bill; null: there is none yet. */
export function payerOf(
  address: BillingAddress | null | undefined,
  { email, phone }: { email?: string | null; phone?: string | null },
): Payer | null {
  if (!address) return null
  const { firstName, lastName, street, street2, city, region, postalCode, countryCode } = address
  return {
    name: `${firstName} ${lastName}`,
    email: email ?? null,
    phone: phone ?? null,
    address: {
      line1: street,
      line2: street2 ?? null,
      city,
      state: region ?? null,
      postalCode: postalCode ?? '',
      country: countryCode,
    },
  }
}
