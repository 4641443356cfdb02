import type { Money } from '../../kernel/money.ts'

/**
 * What shipping asks of a carrier. Adapters implement it; the domain never learns which carrier stands behind it.
 */

/** One thing to be shipped. Weight in kilograms and dimensions in centimetres of ONE unit, as decimal strings; null = not known. */
export interface Parcelable {
  sku: string
  /** Decimal string; may be fractional (2.5 m of cable). */
  quantity: string
  weightKg: string | null
  lengthCm: string | null
  widthCm: string | null
  heightCm: string | null
  /** What customs ask for, where it goes abroad. */
  customs?: CustomsFacts
  /** Each unit travels in a package of its own (it has its own outer carton). */
  shipsAlone?: boolean
}

export interface CustomsFacts {
  /** In English. */
  description: string
  /** Number in the Harmonized System. */
  hsCode: string | null
  /** ISO 3166-1 alpha-2: where it was made. */
  originCountry: string | null
  /** Of all of it together. */
  value: Money
}

export interface PostalAddress {
  company?: string | null
  firstName: string
  lastName: string
  street: string
  street2?: string | null
  city: string
  /** The part of ISO 3166-2 behind the country: 'CA', 'BY'. */
  region?: string | null
  postalCode: string
  /** ISO 3166-1 alpha-2. */
  countryCode: string
  phone?: string | null
  email?: string | null
}

export interface RateRequest {
  from: PostalAddress
  to: PostalAddress
  /** What the shop believes; a carrier that can look the address up may know better. */
  residential: boolean
  /** ISO 4217: the currency that the rates are wanted in. */
  currency: string
  /** YYYY-MM-DD, in the warehouse's own time. */
  shipDate: string
  items: Parcelable[]
  /** What the goods are worth, for customs abroad; without it the carrier gets a nominal value. */
  goodsValue?: Money
}

export interface CarrierRate {
  carrier: 'fedex'
  /** The carrier's own code: FEDEX_GROUND. */
  service: string
  /** Label by locale. */
  name: { en: string; de: string }
  amount: Money
  /** How many parcels it was worked out for. */
  parcels?: number
  /** Working days. */
  transitDaysMin: number | null
  transitDaysMax: number | null
  /** YYYY-MM-DD, where the carrier commits to a day. */
  deliveryDate: string | null
}

/** Why a carrier has no rates. `code` is stable, `text` is for people who run the shop (English). */
export interface CarrierProblem {
  code: string
  text: string
}

/** Outages are values: a carrier that cannot answer says so in `problem` and does not throw. */
export interface RateOutcome {
  rates: CarrierRate[]
  problem?: CarrierProblem
}

/** An address as a carrier knows it: `found` is how it writes it (with the lines that it was asked for); null: it does not know it. */
export interface KnownAddress {
  found: Pick<PostalAddress, 'street' | 'street2' | 'city' | 'region' | 'postalCode'> | null
}

export interface ShippingCarrier {
  readonly code: string
  /** Looks an address up. Throws where there is no answer; left out: the carrier knows no addresses. */
  lookUp?(address: PostalAddress): Promise<KnownAddress>
  rates(request: RateRequest): Promise<RateOutcome>
}
