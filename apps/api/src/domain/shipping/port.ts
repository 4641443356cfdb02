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
  /** The carrier's code, as its methods have it. */
  carrier: string
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

// After the order: labels, pickups, tracking. Outages are values here too.

export type LabelFormat = 'pdf' | 'png' | 'zpl' | 'epl'

/** A parcel as it stands there. Decimal strings; null = not known. */
export interface ParcelMeasure {
  weightKg: string
  lengthCm: string | null
  widthCm: string | null
  heightCm: string | null
}

export interface LabelRequest {
  /** Ours: it stands on the labels, and the carrier finds the purchase by it. */
  reference: string
  /** The carrier's code. */
  service: string
  format: LabelFormat
  from: PostalAddress
  to: PostalAddress
  /** What the shop believes of the address. */
  residential: boolean
  /** YYYY-MM-DD, in the warehouse's own time. */
  shipDate: string
  parcels: readonly ParcelMeasure[]
  /** What is in them, for customs. */
  items: readonly Parcelable[]
  goodsValue: Money
}

export interface BoughtLabels {
  masterTrackingNumber: string
  cost: Money | null
  /** In the order of the request's. */
  parcels: readonly { trackingNumber: string; label: Buffer }[]
}

/**
 * How it went with something that changes the carrier's books. `refused`: it said No, in its words. `unavailable`: nobody was reached, surely nothing has happened.
 * `unknown`: it was asked, and its answer is lost.
 */
export type CarrierAnswer<Done> =
  { kind: 'done'; done: Done } | { kind: 'refused'; said: string } | { kind: 'unavailable' } | { kind: 'unknown' }

export interface CarrierLabels {
  /** How goods are packed for a service, where nobody has said how they stand there. */
  parcelsFor(
    items: readonly Parcelable[],
    journey: { from: string; to: string; residential: boolean; service: string },
  ): { parcels: readonly ParcelMeasure[] } | { problem: CarrierProblem }
  /** Buys a label for each parcel. Not idempotent: after `unknown` it must not be called again for the same goods. */
  buy(request: LabelRequest): Promise<CarrierAnswer<BoughtLabels>>
  /** Gives a purchase back that the carrier has not taken over. `known: false`: its books have no such purchase (any more). */
  cancel(masterTrackingNumber: string): Promise<CarrierAnswer<{ known: boolean }>>
}

export interface PickupRequest {
  /** The carrier's code: who comes is decided by it. */
  service: string
  at: PostalAddress
  /** YYYY-MM-DD */
  on: string
  /** HH:MM, as clocks are set there. */
  readyAt: string
  closesAt: string
  packages: number
  weightKg: string
  remarks: string | null
}

export interface BookedPickup {
  confirmationCode: string
  location: string | null
}

export interface CarrierPickups {
  book(request: PickupRequest): Promise<CarrierAnswer<BookedPickup>>
  /** `known: false`: its books have no such pickup (any more). */
  cancel(pickup: Pick<PickupRequest, 'service' | 'on'> & BookedPickup): Promise<CarrierAnswer<{ known: boolean }>>
}

export type ParcelStatus =
  'announced' | 'collected' | 'inTransit' | 'outForDelivery' | 'delivered' | 'exception' | 'cancelled'

export interface ParcelStep {
  occurredAt: Date
  /** As clocks are set there, with the offset. */
  localTime: string
  /** The carrier's. */
  code: string
  status: ParcelStatus
  /** In the carrier's words. */
  text: string
  exception: string | null
  city: string | null
  region: string | null
  countryCode: string | null
}

/** What a carrier knows of a number: where its parcel is and has been, or why it can say nothing. */
export type TrackedParcel =
  | { trackingNumber: string; status: ParcelStatus; steps: readonly ParcelStep[] }
  | { trackingNumber: string; said: string }

export interface AskedNumber {
  trackingNumber: string
  /** What happened before that was another parcel's: carriers give numbers out again. */
  since: Date
}

export interface CarrierTracking {
  /** How many numbers it may be asked for at once. */
  readonly most: number
  /** Where people can look for themselves. */
  urlOf(trackingNumber: string): string
  /** Answers in the order of what was asked. */
  track(asked: readonly AskedNumber[]): Promise<CarrierAnswer<readonly TrackedParcel[]>>
}

export interface ShippingCarrier {
  readonly code: string
  /** What people call it. */
  readonly name: string
  /** What people call a service, by its code and by language; undefined: it is not known here. Left out: the carrier names none. */
  serviceName?(service: string): { en: string; de: string } | undefined
  /** Left out: it sells no labels. */
  readonly labels?: CarrierLabels
  readonly pickups?: CarrierPickups
  readonly tracking?: CarrierTracking
  /** Looks an address up. Throws where there is no answer; left out: the carrier knows no addresses. */
  lookUp?(address: PostalAddress): Promise<KnownAddress>
  rates(request: RateRequest): Promise<RateOutcome>
}
