// Derived from packages/schema by `npm run derive`. Do not edit.

import type { ColumnType, Generated } from 'kysely'

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** One text per language code. */
export type Localized = Record<string, string>

/** `amount` is an exact decimal; `currency` an ISO 4217 code. */
export interface MoneyValue {
  amount: string
  currency: string
}

export interface Page<T> {
  items: T[]
  total: number
  pageInfo: PageInfo
}

export type TaxRounding = 'perLine' | 'perOrder'

export type TaxBasis = 'destination' | 'origin'

export type ApiClientKind = 'integration' | 'app'

export type ApiClientAudience = 'backOffice' | 'storefront'

export type AuditActor = 'user' | 'client' | 'fileAccount' | 'integration' | 'customerUser' | 'operator' | 'nobody'

export type JobKind = 'batch'

export type JobState = 'receiving' | 'waiting' | 'running' | 'done' | 'cancelled' | 'failed'

export type JobMode = 'create' | 'update' | 'upsert' | 'delete'

export type WebhookPayload = 'thin' | 'full'

export type WebhookDeliveryState = 'waiting' | 'delivered' | 'dead'

export type DeadLetterState = 'dead' | 'waiting' | 'heard'

export type IntegrationState = 'running' | 'paused'

export type FileEncoding = 'utf8' | 'latin1' | 'windows1252' | 'utf16le'

export type DecimalSign = 'point' | 'comma'

export type GroupSign = 'none' | 'point' | 'comma' | 'space' | 'apostrophe'

export type EmptyMeans = 'unchanged' | 'cleared'

export type OtherColumns = 'refuse' | 'ignore'

export type FileCompletion = 'renamed' | 'doneFile' | 'quiet'

export type ExchangeDirection = 'in' | 'out'

export type ExchangeMode = 'upsert' | 'create' | 'update' | 'delete' | 'replaceAll'

export type ExchangeConflict = 'outsideWins' | 'houseWins'

export type SameContent = 'skip' | 'read'

export type ExchangeState = 'waiting' | 'running' | 'held' | 'done' | 'refused' | 'cancelled' | 'failed'

export type ExchangeTrigger = 'arrival' | 'schedule' | 'news' | 'person'

export type CustomerPartnerRole = 'shipTo' | 'billTo' | 'payer'

export type CustomerUserRole = 'administrator' | 'buyer' | 'approver'

export type AttributeType = 'option' | 'options' | 'text' | 'number' | 'boolean'

export type ProductType = 'simple' | 'configurable' | 'kit'

export type ProductStatus = 'enabled' | 'disabled'

export type ProductSort = 'relevance' | 'position' | 'nameAscending' | 'nameDescending' | 'priceAscending' | 'priceDescending' | 'newest'

export type ProductFileKind = 'manual' | 'dataSheet' | 'safetySheet' | 'certificate' | 'drawing' | 'other'

export type ProductLinkKind = 'related' | 'upsell' | 'accessory'

export type StockMovementReason = 'received' | 'counted' | 'damaged' | 'lost' | 'returned' | 'other'

export type ReservationState = 'held' | 'committed' | 'released' | 'shipped'

export type PromotionState = 'draft' | 'active' | 'paused' | 'ended'

export type PromotionKind = 'percentOff' | 'amountOff' | 'freeShipping' | 'amountOffEach' | 'shippingPercentOff' | 'shippingAmountOff' | 'buyXGetY'

export type CheckoutPaymentMethod = 'card' | 'onAccount'

export type CaptureTime = 'atOrder' | 'atShipment'

export type GiftCardKind = 'giftCard' | 'storeCredit'

export type GiftCardState = 'active' | 'disabled'

export type GiftCardEntryKind = 'issued' | 'toppedUp' | 'held' | 'letGo' | 'refunded'

export type CartState = 'open' | 'setAside' | 'ordered' | 'merged' | 'abandoned'

export type PaymentCheck = 'pass' | 'fail' | 'unavailable' | 'unchecked'

export type PaymentState = 'pending' | 'processing' | 'authorized' | 'partiallyCaptured' | 'captured' | 'partiallyRefunded' | 'refunded' | 'cancelled' | 'failed'

export type MoneyBackReason = 'duplicate' | 'fraudulent' | 'requestedByCustomer'

export type PaymentEventKind = 'created' | 'actionRequired' | 'processing' | 'authorized' | 'captured' | 'released' | 'failed' | 'cancelled' | 'refunded' | 'refundPending' | 'refundFailed' | 'disputed' | 'disputeWon' | 'disputeLost'

export type MoneyBackCause = 'duplicate' | 'fraudulent' | 'requestedByCustomer' | 'other'

export type PaymentDifferenceKind = 'missed' | 'unknownPayment' | 'notFound' | 'amountDiffers'

export type PaymentDifferenceState = 'open' | 'repaired' | 'dismissed'

export type ShippingMethodKind = 'flatRate' | 'pickup'

export type ShippingCharge = 'order' | 'item' | 'weight'

export type ShipmentState = 'pending' | 'shipped' | 'delivered' | 'cancelled'

export type LabelFormat = 'pdf' | 'png' | 'zpl' | 'epl'

export type ParcelState = 'buying' | 'bought' | 'refused' | 'uncertain' | 'cancelled' | 'delivered'

export type ParcelStatus = 'announced' | 'collected' | 'inTransit' | 'outForDelivery' | 'delivered' | 'exception' | 'cancelled'

export type PickupState = 'booking' | 'booked' | 'refused' | 'uncertain' | 'cancelled'

export type OrderState = 'placed' | 'processing' | 'shipped' | 'completed' | 'cancelled'

export type PaymentMethod = 'card' | 'onAccount' | 'elsewhere'

export type Confirmation = 'accepted' | 'changed' | 'rejected'

export type PaymentStatus = 'unpaid' | 'authorized' | 'partiallyPaid' | 'paid' | 'partiallyRefunded' | 'refunded'

export type EnteredPaymentMethod = 'onAccount' | 'elsewhere'

export type OrderAddressKind = 'shipping' | 'billing'

export type OrderAmendmentKind = 'changed' | 'cancelled'

export type RfqState = 'submitted' | 'processing' | 'quoted' | 'declined' | 'cancelled'

export type QuoteState = 'draft' | 'sent' | 'accepted' | 'declined' | 'expired'

export type CheckoutState = 'open' | 'paying' | 'completed' | 'expired'

export type PlacingStep = 'held' | 'asked' | 'heard'

export type InvoiceKind = 'invoice' | 'creditNote'

export type InvoiceState = 'draft' | 'issued' | 'cancelled'

export type InvoicePaymentStatus = 'open' | 'partiallyPaid' | 'paid' | 'overdue'

export type AccountKind = 'prospect' | 'customer' | 'partner' | 'former'

export type SubscriptionState = 'subscribed' | 'unsubscribed' | 'bounced'

export type EmailCampaignState = 'draft' | 'scheduled' | 'sending' | 'sent' | 'cancelled'

export type EmailResultKind = 'delivered' | 'opened' | 'clicked' | 'bounced' | 'complained' | 'unsubscribed'

export type TicketState = 'open' | 'pending' | 'resolved' | 'closed'

export type TicketPriority = 'low' | 'normal' | 'high' | 'urgent'

export type TicketChannel = 'email' | 'phone' | 'web' | 'other'

export type GrantLevel = 'none' | 'own' | 'unit' | 'unitAndBelow' | 'organization' | 'all'

export type AvailabilityStatus = 'inStock' | 'lowStock' | 'backorder' | 'outOfStock' | 'upcoming' | 'discontinued'

export type MoneyBackKind = 'refund' | 'dispute' | 'release'

export type OrderPaymentProgress = 'awaitingPayment' | 'processing' | 'paid'

export type CheckoutStepName = 'contact' | 'shippingAddress' | 'shippingMethod' | 'billingAddress' | 'payment'

export type AddressVerdict = 'confirmed' | 'suggested' | 'unknown'

export type PlacementStatus = 'awaitingPayment' | 'processing' | 'completed' | 'failed' | 'refunded'

/** What a browser needs to collect a payment. */
export interface PaymentSetup {
  provider: string
  publishableKey: string
  currencies: PaymentCurrency[]
  saveCards: boolean
  scriptUrl?: string | null
}

/** How a payment provider counts amounts of a currency. */
export interface PaymentCurrency {
  code: string
  decimals: number
}

/** The answer of an action that has nothing else to say. */
export interface Done {
  done: boolean
}

/** A postal address. */
export interface Address {
  company?: string | null
  firstName: string
  lastName: string
  street: string
  street2?: string | null
  city: string
  region?: string | null
  postalCode: string
  countryCode: string
  phone?: string | null
}

/** Where a page ends. */
export interface PageInfo {
  endCursor?: string | null
  hasNextPage: boolean
}

/** A right that a role gives. */
export interface Grant {
  entity: string
  deed: string
  level: GrantLevel
  hidden?: string[] | null
  frozen?: string[] | null
}

/** The secret of an API client, told once: only its hash is kept. */
export interface ClientSecret {
  clientId: string
  secret: string
}

/** The key that a person’s WSSE digests are made with, told once. */
export interface WsseKey {
  username: string
  key: string
  issuedAt: Date
}

/** The secret that a subscriber checks signatures with (Standard Webhooks), told once. */
export interface WebhookSecret {
  secret: string
  formerSecretUntil?: Date | null
}

/** An attempt to deliver a message that failed. */
export interface WebhookAttempt {
  at: Date
  durationMs: number
  responseStatus?: number | null
  problem: string
}

/** How a field comes by its value from a file, and goes into one. */
export interface ColumnMapping {
  field: string
  column?: string | null
  constant?: string | null
  fallback?: string | null
  factor?: string | null
  values?: Json | null
  otherValues?: string | null
  lookup?: string | null
}

/** What one step of a connection check found. */
export interface IntegrationFinding {
  ok: boolean
  what: string
  detail: string
}

/** What a connection check found. */
export interface IntegrationCheck {
  ok: boolean
  findings: IntegrationFinding[]
}

/** What a partner may do in a folder. */
export interface FolderRight {
  read: boolean
  write: boolean
  delete: boolean
}

/** What a partner may do in each of its folders. */
export interface FolderRights {
  inbound?: FolderRight | null
  outbound?: FolderRight | null
  archive?: FolderRight | null
  error?: FolderRight | null
  tmp?: FolderRight | null
}

/** A signed-in session. */
export interface Session {
  token: string
  expiresAt: Date
  customerUser: CustomerUserAnswer
}

/** The price of one unit from a quantity on. */
export interface TierPrice {
  quantity: string
  price: MoneyValue
}

/** The tiers of one unit. */
export interface UnitPrices {
  unit: string
  label: string
  labelPlural: string
  precision: number
  conversion: string
  primary: boolean
  minimumQuantity?: string | null
  maximumQuantity?: string | null
  tiers: TierPrice[]
}

/** Whether it can be had. */
export interface Availability {
  status: AvailabilityStatus
  orderable: boolean
  quantity?: string | null
  availableFrom?: string | null
}

/** A property of a product, for reading. */
export interface AttributeValue {
  code: string
  label: string
  value: string
  optionCode?: string | null
}

/** An attribute in which variants differ, with the values there are. */
export interface VariantOption {
  code: string
  label: string
  values: VariantOptionValue[]
}

/** One value of a choice. */
export interface VariantOptionValue {
  code: string
  label: string
  swatch?: string | null
}

/** Keeps products that have any of the values. */
export interface FacetFilter {
  code: string
  values: string[]
}

/** A way to narrow a listing, with counts under all other filters. */
export interface Facet {
  code: string
  label: string
  values: FacetValue[]
}

/** One value of a facet. */
export interface FacetValue {
  code: string
  label: string
  count: number
  selected: boolean
  swatch?: string | null
}

/** From the lowest to the highest price of the listing. */
export interface PriceRange {
  lowest: MoneyValue
  highest: MoneyValue
}

/** One page of products. */
export interface ProductListing {
  items: ProductAnswer[]
  total: number
  pageInfo: PageInfo
  facets: Facet[]
  priceRange?: PriceRange | null
  availableCount: number
  didYouMean?: string | null
  category?: CategoryAnswer | null
}

/** What the shopper may mean. */
export interface Suggestions {
  products: ProductAnswer[]
  categories: CategoryAnswer[]
  terms: string[]
}

/** What one costs from a quantity on. */
export interface PriceTier {
  quantity: string
  amount: string
}

/** What somebody pays for one unit of a product from a quantity on. */
export interface CustomerPrice {
  productId: string
  sku: string
  unit: string
  quantity: string
  price: MoneyValue
  priceList: string
}

/** One tax on the bill. */
export interface TaxLine {
  name: string
  rate: string
  amount: MoneyValue
}

/** What a promotion takes off. */
export interface Discount {
  code: string
  name: string
  coupon?: string | null
  amount: MoneyValue
}

/** What is to be paid. Without tax unless the website’s prices include it. */
export interface Totals {
  subtotal: MoneyValue
  discount: MoneyValue
  discounts: Discount[]
  shipping?: MoneyValue | null
  shippingDiscount?: MoneyValue | null
  surcharge?: MoneyValue | null
  tax: MoneyValue
  taxes: TaxLine[]
  total: MoneyValue
}

/** Something that stands in the way of buying a cart as it is. */
export interface CartProblem {
  code: string
  text: string
  params: Json
  lineId?: string | null
  available?: string | null
}

/** A coupon that was given for a cart. */
export interface CartCoupon {
  code: string
  name?: string | null
  applied: boolean
  problem?: Notice | null
}

/** How much of an order’s line is in a shipment. */
export interface EnteredShipmentLine {
  position: number
  quantity: string
  unitId?: string | null
}

/** A parcel as it stands there. */
export interface ParcelMeasure {
  weightKg: string
  lengthCm?: string | null
  widthCm?: string | null
  heightCm?: string | null
}

/** A label, to be printed. */
export interface LabelFile {
  name: string
  mediaType: string
  content: string
}

/** A way of delivery that can be chosen, with its price. */
export interface ShippingOption {
  id: string
  carrier: string
  service: string
  label: string
  description?: string | null
  price: MoneyValue
  surcharge?: MoneyValue | null
  transitDaysMin?: number | null
  transitDaysMax?: number | null
  deliveryDate?: string | null
  pickup: boolean
  pickupPlace?: PickupPlace | null
  parcels?: number | null
  shipments?: number | null
  validUntil?: Date | null
}

/** Where goods are picked up. */
export interface PickupPlace {
  name: string
  street: string
  postalCode: string
  city: string
  region?: string | null
  countryCode: string
  phone?: string | null
  openingHours?: string | null
}

/** What can be chosen now. */
export interface ShippingOptions {
  options: ShippingOption[]
  notices: Notice[]
}

/** What delivery costs up to a weight. */
export interface WeightPrice {
  upToKg: string
  price: string
}

/** Something the shopper should know, which does not stop them. */
export interface Notice {
  code: string
  text: string
}

/** A gift card that was made a moment ago. */
export interface IssuedGiftCard {
  giftCard: GiftCardAnswer
  code?: string | null
}

/** What a gift card pays of a checkout. */
export interface AppliedGiftCard {
  kind: GiftCardKind
  lastFour: string
  amount: MoneyValue
  left: MoneyValue
  rest: MoneyValue
}

/** A sum of a payment that its payer has again. */
export interface MoneyBack {
  kind: MoneyBackKind
  amount: MoneyValue
  at: Date
  pending: boolean
}

/** What the browser needs to have the payment service keep a card. */
export interface CardSetup {
  provider: string
  publishableKey: string
  clientSecret: string
  reference: string
}

/** A way to pay that can be chosen. */
export interface PaymentOption {
  method: CheckoutPaymentMethod
  paymentTerm?: PaymentTermAnswer | null
  capture: CaptureTime
  savable: boolean
  surcharge?: MoneyValue | null
  position: number
}

/** A product of an order that is entered. */
export interface EnteredOrderLine {
  productId?: string | null
  sku?: string | null
  unit?: string | null
  quantity: string
  unitPrice?: string | null
}

/** How an order that is entered goes to its buyer. */
export interface EnteredDelivery {
  methodId?: string | null
  carrier?: string | null
  service?: string | null
  label?: string | null
  price?: string | null
}

/** A line of an order that is otherwise than before. */
export interface LineAmendment {
  position: number
  before?: AmendedLine | null
  after?: AmendedLine | null
}

/** A line of an order as it stood before or after an amendment. */
export interface AmendedLine {
  sku: string
  name: string
  unitCode: string
  quantity: string
  confirmedQuantity?: string | null
  unitPrice: MoneyValue
  rowTotal: MoneyValue
  discountAmount?: MoneyValue | null
  taxRate: string
  taxAmount: MoneyValue
}

/** How far the payment of what an order lacks has come. */
export interface OrderPayment {
  status: OrderPaymentProgress
  payment?: PaymentRequest | null
  failure?: Notice | null
  order: OrderAnswer
}

/** How much of a line will be delivered on a day. */
export interface DeliveryPromise {
  quantity: string
  on?: string | null
}

/** What becomes of a line of an order. */
export interface LineConfirmation {
  position: number
  rejected: boolean
  quantity?: string | null
  unitId?: string | null
  unitPrice?: string | null
  priceUnitId?: string | null
  netPrice: boolean
  deliveries?: DeliveryPromise[] | null
  note?: string | null
}

/** What a guest sees of an order by its number and e-mail address: how it stands, what is in it, where it is. */
export interface TrackedOrder {
  number: string
  state: OrderState
  paymentStatus: PaymentStatus
  placedAt: Date
  confirmation?: Confirmation | null
  confirmedAt?: Date | null
  lines: TrackedLine[]
  totals: Totals
  shipments: TrackedShipment[]
}

/** A product of a tracked order, as it was at the time of purchase. */
export interface TrackedLine {
  position: number
  sku: string
  name: string
  details: AttributeValue[]
  imageKey?: string | null
  productSlug?: string | null
  unitLabel: string
  quantity: string
  unitPrice: MoneyValue
  rowTotal: MoneyValue
  discountAmount: MoneyValue
  confirmation?: Confirmation | null
  confirmedQuantity?: string | null
  confirmedPrice?: MoneyValue | null
  deliveries: DeliveryPromise[]
  confirmationNote?: string | null
}

/** A parcel of a tracked order. */
export interface TrackedShipment {
  number: string
  state: ShipmentState
  carrier: string
  service?: string | null
  trackingNumber?: string | null
  trackingUrl?: string | null
  shippedAt?: Date | null
  deliveredAt?: Date | null
  parcels: TrackedParcel[]
}

/** How far a parcel of a tracked order is. */
export interface TrackedParcel {
  trackingNumber: string
  trackingUrl?: string | null
  carrier: string
  status?: ParcelStatus | null
  deliveredAt?: Date | null
  events: TrackedEvent[]
}

/** A step of a parcel on its way, as its carrier told it. */
export interface TrackedEvent {
  occurredAt: Date
  localTime: string
  code: string
  status: ParcelStatus
  text: string
  exception?: string | null
  city?: string | null
  region?: string | null
  countryCode?: string | null
}

/** A product that a quote is asked for, how much of it, and at what price. */
export interface RequestedLine {
  productId?: string | null
  sku?: string | null
  unit?: string | null
  quantity: string
  targetPrice?: string | null
  note?: string | null
}

/** What an invoice of another system asks money for. */
export interface EnteredInvoiceLine {
  position: number
  orderPosition?: number | null
  sku: string
  name: string
  unitCode?: string | null
  quantity: string
  unitPrice: string
  rowTotal: string
  discountAmount: string
  taxRate: string
  taxAmount: string
}

/** A step of the checkout. */
export interface CheckoutStep {
  step: CheckoutStepName
  done: boolean
  lacks: Lack[]
}

/** Something that a step still needs. */
export interface Lack {
  code: string
  text: string
  field?: string | null
}

/** What the browser needs to confirm the payment with the provider. */
export interface PaymentRequest {
  provider: string
  publishableKey: string
  clientSecret: string
  amount: MoneyValue
  savedMethod?: string | null
}

/** What a carrier says of an address. */
export interface AddressCheck {
  verdict: AddressVerdict
  suggestion?: Address | null
}

/** How far the checkout has come. */
export interface Placement {
  checkout: CheckoutAnswer
  status: PlacementStatus
  payment?: PaymentRequest | null
  failure?: Notice | null
  order?: OrderAnswer | null
}

/** The company that sells. */
export interface OrganizationTable {
  id: string
  name: string
  legalName: string | null
  taxNumber: string | null
  email: string | null
  phone: string | null
  street: string | null
  city: string | null
  region: string | null
  postalCode: string | null
  countryCode: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** A part of the company that sells, as a branch or a sales team; it may belong to another one. */
export interface BusinessUnitTable {
  id: string
  code: string
  name: string
  organizationId: string
  parentId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** A language as the shop speaks it, with the rules for writing dates and numbers. */
export interface LocalizationTable {
  id: string
  code: string
  name: string
  formatting: string
  currency: string | null
  timeZone: Generated<string>
  active: Generated<boolean>
  fallbackId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** A shop front: its languages, currencies and countries. */
export interface WebsiteTable {
  id: string
  code: string
  name: string
  url: string | null
  isDefault: Generated<boolean>
  active: Generated<boolean>
  defaultLocale: string
  locales: string[]
  defaultCurrency: string
  currencies: string[]
  defaultCountry: string
  shippingCountries: string[]
  pricesIncludeTax: Generated<boolean>
  taxRounding: Generated<TaxRounding>
  taxBasis: Generated<TaxBasis>
  giftCardDays: Generated<number>
  organizationId: string
  taxOriginId: string | null
  shippingTaxCodeId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** Rights under a name, given to the people and the systems of the house. Nobody can give more than they have. */
export interface RoleTable {
  id: string
  code: string
  name: string
  note: string | null
  grants: ColumnType<Grant[], Json | string, Json | string>
  organizationId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** A person who works at the back office. */
export interface UserTable {
  id: string
  email: string
  name: string
  active: Generated<boolean>
  locale: string | null
  allowedIps: Generated<string[]>
  wsse: Generated<boolean>
  passwordHash: string | null
  wsseKey: string | null
  lastSignInAt: Date | null
  organizationId: string
  businessUnitId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** A role that a person has. */
export interface UserRoleTable {
  id: string
  userId: string
  roleId: string
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** A system or an app that calls: an ERP at the back office by its own name (client credentials), or an app for people of the house or of customers (authorization code). */
export interface ApiClientTable {
  id: string
  clientId: string
  name: string
  kind: Generated<ApiClientKind>
  audience: Generated<ApiClientAudience>
  trusted: Generated<boolean>
  active: Generated<boolean>
  allowedIps: Generated<string[]>
  redirectUris: Generated<string[]>
  tokenMinutes: Generated<number>
  requestsPerMinute: Generated<number>
  secretHash: string | null
  lastUsedAt: Date | null
  organizationId: string
  websiteId: string | null
  businessUnitId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** A role that an API client has. */
export interface ApiClientRoleTable {
  id: string
  clientId: string
  roleId: string
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** One deed of a person or a system of the house, or a sign-in: never changed, never taken away. */
export interface AuditEntryTable {
  id: string
  at: Date
  by: AuditActor
  principalId: string
  principal: string
  ip: string | null
  door: string
  entity: string
  rowId: string | null
  deed: string
  before: ColumnType<Json | null, Json | string | null | undefined, Json | string | null>
  after: ColumnType<Json | null, Json | string | null | undefined, Json | string | null>
  requestId: string
  organizationId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** What a row of any entity is called in a system outside. Wherever a natural key names a row, `{ external: { system, id } }` does too. */
export interface ExternalReferenceTable {
  id: string
  system: string
  entity: string
  externalId: string
  rowId: string
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** Work that goes on after the call that asked for it: the records of a batch, applied one by one in their order. */
export interface JobTable {
  id: string
  kind: JobKind
  state: Generated<JobState>
  entity: string
  mode: JobMode
  dryRun: Generated<boolean>
  records: Generated<number>
  done: Generated<number>
  created: Generated<number>
  changed: Generated<number>
  deleted: Generated<number>
  refused: Generated<number>
  perSecond: Generated<string>
  secondsLeft: number | null
  problem: string | null
  startedAt: Date | null
  finishedAt: Date | null
  workedMs: Generated<number>
  pass: Generated<number>
  doneInPass: Generated<number>
  tokenScopes: Generated<string[]>
  door: string | null
  ip: string | null
  requestId: string
  organizationId: string
  userId: string | null
  clientId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** Why a record of a batch was refused. */
export interface JobProblemTable {
  id: string
  record: number
  line: number | null
  key: ColumnType<Json | null, Json | string | null | undefined, Json | string | null>
  code: string
  detail: string
  source: string | null
  jobId: string
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** Who wants to be told of what by HTTP. Nothing is sent before it has a secret: `rotateSecret` gives the first one too. Whoever changes it is its owner from then on: it tells what they may read. */
export interface WebhookSubscriptionTable {
  id: string
  url: string
  topics: string[]
  filter: ColumnType<Json | null, Json | string | null | undefined, Json | string | null>
  payload: Generated<WebhookPayload>
  fields: Generated<string[]>
  active: Generated<boolean>
  note: string | null
  problem: string | null
  secretIssuedAt: Date | null
  formerSecretUntil: Date | null
  tokenScopes: Generated<string[]>
  secret: string | null
  formerSecret: string | null
  organizationId: string
  clientId: string | null
  userId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** A message to a subscriber: what it is about, and how sending it went. Kept for 30 days. */
export interface WebhookDeliveryTable {
  id: string
  eventId: string
  topic: string
  entity: string
  rowId: string
  gone: Generated<boolean>
  sequence: string
  occurredAt: Date
  state: Generated<WebhookDeliveryState>
  attempts: Generated<number>
  nextAttemptAt: Date
  lastAttemptAt: Date | null
  durationMs: number | null
  responseStatus: number | null
  responseStart: string | null
  problem: string | null
  log: ColumnType<WebhookAttempt[], Json | string | undefined, Json | string>
  leasedUntil: Date | null
  subscriptionId: string
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** News that a part of the house could not hear, however often it was told: what it would have done has not been done. News behind it goes on. Kept as long as the news itself, for a month. */
export interface DeadLetterTable {
  id: string
  consumer: string
  eventId: string
  topic: string
  entity: string
  rowId: string
  many: Generated<boolean>
  attempts: number
  problem: string
  state: Generated<DeadLetterState>
  occurredAt: Date
  deadAt: Date
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** A system outside that the house exchanges data with: which module speaks with it, its settings, and how it fares. Those that the house is configured for (`stripe`, `fedex`) are there by themselves. */
export interface IntegrationTable {
  id: string
  code: string
  name: string
  module: string
  active: Generated<boolean>
  settings: ColumnType<Json, Json | string | undefined, Json | string>
  state: Generated<IntegrationState>
  pausedAt: Date | null
  pauseReason: string | null
  failuresInRow: Generated<number>
  pauseAfter: Generated<number>
  alertEmail: string | null
  checkedAt: Date | null
  checkOk: boolean | null
  checkProblem: string | null
  credentialsSetAt: Date | null
  credentials: string | null
  organizationId: string
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** How an outside system writes its files: the signs between values, and which column means which field. Nothing said: as `contracts/files` lays them out. */
export interface FileProfileTable {
  id: string
  code: string
  name: string
  delimiter: Generated<string>
  quote: Generated<string>
  encoding: Generated<FileEncoding>
  header: Generated<boolean>
  decimalSign: Generated<DecimalSign>
  groupSign: Generated<GroupSign>
  dateFormat: Generated<string>
  trueValues: Generated<string>
  emptyMeans: Generated<EmptyMeans>
  otherColumns: Generated<OtherColumns>
  guardFormulas: Generated<boolean>
  columns: ColumnType<ColumnMapping[], Json | string | undefined, Json | string>
  organizationId: string
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** A partner who brings and fetches files by SFTP: a root folder of their own with inbound, outbound, archive, error and tmp. */
export interface FileAccountTable {
  id: string
  username: string
  name: string
  active: Generated<boolean>
  publicKeys: Generated<string[]>
  allowedIps: Generated<string[]>
  quotaBytes: Generated<string>
  rights: ColumnType<FolderRights | null, Json | string | null | undefined, Json | string | null>
  completion: Generated<FileCompletion>
  quietSeconds: Generated<number>
  archiveDays: Generated<number>
  contactEmail: string | null
  lastSeenAt: Date | null
  passwordHash: string | null
  organizationId: string
  integrationId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** One stream of data of an integration: what goes which way, in which format, how it is applied, and when. */
export interface ConnectorTable {
  id: string
  code: string
  name: string
  direction: ExchangeDirection
  entity: string | null
  format: string
  messageType: string | null
  mode: Generated<ExchangeMode>
  scope: ColumnType<Json | null, Json | string | null | undefined, Json | string | null>
  deletes: Generated<boolean>
  maxDeletedPercent: Generated<string>
  maxRefusedPercent: Generated<string>
  conflict: Generated<ExchangeConflict>
  sameContent: Generated<SameContent>
  waitMinutes: Generated<number>
  onArrival: Generated<boolean>
  fileMask: Generated<string>
  fileName: string | null
  schedule: string | null
  timeZone: Generated<string>
  topic: string | null
  changesOnly: Generated<boolean>
  filter: ColumnType<Json | null, Json | string | null | undefined, Json | string | null>
  position: Generated<number>
  active: Generated<boolean>
  settings: ColumnType<Json, Json | string | undefined, Json | string>
  cursor: ColumnType<Json | null, Json | string | null | undefined, Json | string | null>
  lastRunAt: Date | null
  nextRunAt: Date | null
  writer: ColumnType<Json | null, Json | string | null | undefined, Json | string | null>
  integrationId: string
  accountId: string | null
  profileId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** One time that a connector was at work: a file that was read or written, or a call to the other system. */
export interface ExchangeRunTable {
  id: string
  direction: ExchangeDirection
  state: Generated<ExchangeState>
  trigger: ExchangeTrigger
  dryRun: Generated<boolean>
  fileName: string | null
  size: string | null
  checksum: string | null
  place: string | null
  source: string | null
  fileVersion: string | null
  readBy: string | null
  read: Generated<number>
  created: Generated<number>
  changed: Generated<number>
  same: Generated<number>
  deleted: Generated<number>
  postponed: Generated<number>
  refused: Generated<number>
  written: Generated<number>
  perSecond: Generated<string>
  secondsLeft: number | null
  attempts: Generated<number>
  failures: Generated<number>
  nextAttemptAt: Date | null
  problem: string | null
  startedAt: Date | null
  finishedAt: Date | null
  confirmed: Generated<boolean>
  position: ColumnType<Json | null, Json | string | null | undefined, Json | string | null>
  occasion: string | null
  workedMs: Generated<number>
  integrationId: string
  connectorId: string | null
  accountId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** Why a record of a file was refused: where it stands, what it says, and what to do. */
export interface ExchangeProblemTable {
  id: string
  record: number
  line: number | null
  column: string | null
  value: string | null
  code: string
  detail: string
  advice: string | null
  runId: string
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** Customers that are treated alike, mostly in prices. */
export interface CustomerGroupTable {
  id: string
  code: string
  name: string
  paymentTermId: string | null
  taxCodeId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** A company that buys; it may belong to another one. */
export interface CustomerTable {
  id: string
  code: string
  name: string
  vatNumber: string | null
  taxExempt: Generated<boolean>
  active: Generated<boolean>
  orderBlock: string | null
  deliveryBlock: string | null
  billingBlock: string | null
  centralOrderBlock: string | null
  centralDeliveryBlock: string | null
  centralBillingBlock: string | null
  creditCurrency: string | null
  creditLimit: string | null
  note: string | null
  parentId: string | null
  groupId: string | null
  organizationId: string
  businessUnitId: string | null
  paymentTermId: string | null
  taxCodeId: string | null
  accountId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** Rights at the shop under a name, for people of customers to whom administrator, buyer and approver do not fit. */
export interface CustomerRoleTable {
  id: string
  code: string
  name: string
  note: string | null
  grants: ColumnType<Grant[], Json | string, Json | string>
  organizationId: string
  customerId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** A customer that stands in for another one: goods or bills of theirs may go to its addresses, or it pays. */
export interface CustomerPartnerTable {
  id: string
  role: CustomerPartnerRole
  preferred: Generated<boolean>
  customerId: string
  partnerId: string
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** A person who signs in to buy, alone or for a company. */
export interface CustomerUserTable {
  id: string
  email: string
  firstName: string
  lastName: string
  phone: string | null
  locale: string | null
  role: Generated<CustomerUserRole>
  passwordHash: string | null
  active: Generated<boolean>
  confirmed: Generated<boolean>
  payerReference: string | null
  lastSignInAt: Date | null
  customerId: string
  websiteId: string
  customerRoleId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** An address in the book of a person or of a company. */
export interface CustomerAddressTable {
  id: string
  label: string | null
  company: string | null
  firstName: string
  lastName: string
  street: string
  street2: string | null
  city: string
  region: string | null
  postalCode: string
  countryCode: string
  phone: string | null
  defaultShipping: Generated<boolean>
  defaultBilling: Generated<boolean>
  customerId: string | null
  customerUserId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** The name under which a maker sells. */
export interface BrandTable {
  id: string
  code: string
  slug: string
  name: string
  description: ColumnType<Localized | null, Json | string | null | undefined, Json | string | null>
  logoKey: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** What goods are counted in: piece, box, metre. */
export interface UnitTable {
  id: string
  code: string
  label: ColumnType<Localized, Json | string, Json | string>
  labelPlural: ColumnType<Localized, Json | string, Json | string>
  symbol: ColumnType<Localized | null, Json | string | null | undefined, Json | string | null>
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** How the tax office sees a product: standard, reduced. */
export interface ProductTaxCodeTable {
  id: string
  code: string
  name: string
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** A property of products that a merchant adds without code: colour, power, thread. */
export interface AttributeTable {
  id: string
  code: string
  label: ColumnType<Localized, Json | string, Json | string>
  type: AttributeType
  unit: string | null
  filterable: Generated<boolean>
  searchable: Generated<boolean>
  visible: Generated<boolean>
  position: Generated<number>
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** One of the values that an attribute can have. */
export interface AttributeOptionTable {
  id: string
  code: string
  label: ColumnType<Localized, Json | string, Json | string>
  swatch: string | null
  position: Generated<number>
  attributeId: string
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** Products of one sort, and the attributes that they are described by: drills have a voltage, paper has a weight. */
export interface AttributeFamilyTable {
  id: string
  code: string
  label: ColumnType<Localized, Json | string, Json | string>
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** An attribute that the products of a family have. */
export interface FamilyAttributeTable {
  id: string
  required: Generated<boolean>
  group: string | null
  position: Generated<number>
  familyId: string
  attributeId: string
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** A place in the tree by which people browse. */
export interface CategoryTable {
  id: string
  code: string
  slug: string
  name: ColumnType<Localized, Json | string, Json | string>
  description: ColumnType<Localized | null, Json | string | null | undefined, Json | string | null>
  metaTitle: ColumnType<Localized | null, Json | string | null | undefined, Json | string | null>
  metaDescription: ColumnType<Localized | null, Json | string | null | undefined, Json | string | null>
  imageKey: string | null
  position: Generated<number>
  active: Generated<boolean>
  parentId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** Something sold: by itself (simple), as the choice among its variants (configurable), or made of others (kit). A kit is not sold yet: shops leave it out. */
export interface ProductTable {
  id: string
  sku: string
  type: Generated<ProductType>
  status: Generated<ProductStatus>
  name: ColumnType<Localized, Json | string, Json | string>
  shortDescription: ColumnType<Localized | null, Json | string | null | undefined, Json | string | null>
  description: ColumnType<Localized | null, Json | string | null | undefined, Json | string | null>
  slug: string
  metaTitle: ColumnType<Localized | null, Json | string | null | undefined, Json | string | null>
  metaDescription: ColumnType<Localized | null, Json | string | null | undefined, Json | string | null>
  metaKeywords: ColumnType<Localized | null, Json | string | null | undefined, Json | string | null>
  gtin: string | null
  mpn: string | null
  attributeValues: ColumnType<Json, Json | string | undefined, Json | string>
  variantAttributes: Generated<string[]>
  hsCode: string | null
  countryOfOrigin: string | null
  manageInventory: Generated<boolean>
  backorder: Generated<boolean>
  lowInventoryThreshold: string | null
  minimumQuantity: string | null
  maximumQuantity: string | null
  discontinued: Generated<boolean>
  availableFrom: string | null
  featured: Generated<boolean>
  isNew: Generated<boolean>
  position: Generated<number>
  parentId: string | null
  brandId: string | null
  primaryUnitId: string
  familyId: string | null
  taxCodeId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** A unit in which a product is sold or counted, with its weight and size. */
export interface ProductUnitTable {
  id: string
  precision: Generated<number>
  conversion: Generated<string>
  sell: Generated<boolean>
  weightKg: string | null
  lengthCm: string | null
  widthCm: string | null
  heightCm: string | null
  freightClass: string | null
  gtin: string | null
  productId: string
  unitId: string
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** A product’s place in a category. */
export interface ProductCategoryTable {
  id: string
  main: Generated<boolean>
  position: Generated<number>
  productId: string
  categoryId: string
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** A picture of a product. */
export interface ProductImageTable {
  id: string
  key: string
  alt: ColumnType<Localized, Json | string, Json | string>
  roles: Generated<string[]>
  position: Generated<number>
  width: number
  height: number
  productId: string
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** A document about a product: manual, data sheet, certificate. */
export interface ProductFileTable {
  id: string
  key: string
  label: ColumnType<Localized, Json | string, Json | string>
  kind: Generated<ProductFileKind>
  mediaType: string
  bytes: number | null
  locale: string | null
  position: Generated<number>
  productId: string
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** A product that is shown with another one. It leads one way: say it twice where it holds both ways. */
export interface ProductLinkTable {
  id: string
  kind: ProductLinkKind
  position: Generated<number>
  productId: string
  linkedId: string
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** A part that a kit is made of, or a choice among several products for it. */
export interface KitItemTable {
  id: string
  code: string
  label: ColumnType<Localized, Json | string, Json | string>
  optional: Generated<boolean>
  minimumQuantity: Generated<string>
  maximumQuantity: string | null
  position: Generated<number>
  kitId: string
  unitId: string
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** A product that can be chosen for a kit’s part; the first one is the usual choice. */
export interface KitItemProductTable {
  id: string
  position: Generated<number>
  itemId: string
  productId: string
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** A place from which goods are sent. */
export interface WarehouseTable {
  id: string
  code: string
  name: string
  company: string | null
  street: string
  city: string
  region: string | null
  postalCode: string
  countryCode: string
  phone: string | null
  active: Generated<boolean>
  timeZone: Generated<string>
  cutOff: string | null
  workingDays: Generated<string[]>
  holidays: Generated<string[]>
  handlingDays: Generated<number>
  priority: Generated<number>
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** How much of a product lies in a warehouse, in the product’s primary unit. */
export interface InventoryLevelTable {
  id: string
  onHand: Generated<string>
  reserved: Generated<string>
  productId: string
  warehouseId: string
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** Stock promised to a checkout, until it becomes an order or is let go. */
export interface ReservationTable {
  id: string
  quantity: string
  state: Generated<ReservationState>
  expiresAt: Date | null
  productId: string
  warehouseId: string
  checkoutId: string | null
  orderId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** A correction of what lies in a warehouse, and why. Entries are added by `inventoryLevel.adjust`, never changed. */
export interface StockMovementTable {
  id: string
  change: string
  onHand: string
  reason: StockMovementReason
  note: string | null
  reference: string | null
  by: string | null
  movedAt: Date
  productId: string
  warehouseId: string
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** Prices that are kept together and given to websites, groups and customers. */
export interface PriceListTable {
  id: string
  code: string
  name: string
  currencies: string[]
  active: Generated<boolean>
  validFrom: Date | null
  validUntil: Date | null
  series: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** What one unit costs from a quantity on. */
export interface PriceTable {
  id: string
  quantity: Generated<string>
  currency: string
  amount: string
  priceListId: string
  productId: string
  unitId: string
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** Who gets a price list: a customer, a group, or everybody at a website. Customer goes before group, group before website; then the higher priority. */
export interface PriceListAssignmentTable {
  id: string
  code: string
  priority: Generated<number>
  priceListId: string
  websiteId: string
  customerGroupId: string | null
  customerId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** How the tax office sees a customer: reseller, public body. Rules may hold for one code only. */
export interface CustomerTaxCodeTable {
  id: string
  code: string
  name: string
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** A place that levies taxes of its own: a country, a region, or postal codes of one. */
export interface TaxJurisdictionTable {
  id: string
  code: string
  name: string
  countryCode: string
  region: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** Postal codes that belong to a jurisdiction. One that has no ranges is all of its country or region. */
export interface TaxPostalRangeTable {
  id: string
  postalFrom: string
  postalUntil: string
  jurisdictionId: string
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** A tax on products of a code that go to a place. Of several rules the narrowest place wins: country and region with postal codes, postal codes, region, country. Of rules of one place, one that names the customer’s tax code goes before those for all, and of those that are left the first by code counts. Rules that `stacks` says so of are all added. */
export interface TaxRuleTable {
  id: string
  code: string
  name: string
  countryCode: string
  region: string | null
  postalFrom: string | null
  postalUntil: string | null
  rate: string
  stacks: Generated<boolean>
  productTaxCodeId: string
  jurisdictionId: string | null
  customerTaxCodeId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** A reduction that buyers get under conditions, with a coupon or without. */
export interface PromotionTable {
  id: string
  code: string
  name: ColumnType<Localized, Json | string, Json | string>
  state: Generated<PromotionState>
  kind: PromotionKind
  percent: string | null
  currency: string | null
  amount: string | null
  buyQuantity: number | null
  getQuantity: number | null
  mostTimes: number | null
  minimumSubtotal: string | null
  couponNeeded: Generated<boolean>
  exclusive: Generated<boolean>
  exclusionGroup: string | null
  stopsFurther: Generated<boolean>
  priority: Generated<number>
  validFrom: Date | null
  validUntil: Date | null
  usageLimit: number | null
  usageLimitPerBuyer: number | null
  used: Generated<number>
  websiteId: string
  customerGroupId: string | null
  categoryId: string | null
  brandId: string | null
  productId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** A code that buyers give to get a promotion. */
export interface CouponTable {
  id: string
  code: string
  active: Generated<boolean>
  validFrom: Date | null
  validUntil: Date | null
  usageLimit: number | null
  usageLimitPerBuyer: number | null
  used: Generated<number>
  promotionId: string
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** That a coupon was used in an order. Entries are added by orders, never by a plain write. */
export interface CouponUseTable {
  id: string
  usedAt: Date
  email: string | null
  couponId: string
  orderId: string
  customerUserId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** That a promotion was used: taken when the payment of a checkout begins, kept by its order, and given back where the checkout is let go. Never by a plain write. */
export interface PromotionUseTable {
  id: string
  takenAt: Date
  email: string | null
  promotionId: string
  couponId: string | null
  checkoutId: string | null
  orderId: string | null
  customerUserId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** By when a customer who buys on account pays: net 30, 2 % within 10 days. */
export interface PaymentTermTable {
  id: string
  code: string
  label: ColumnType<Localized, Json | string, Json | string>
  netDays: number
  discountDays: number | null
  discountRate: string | null
  active: Generated<boolean>
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** To whom a way to pay is offered at checkout, and in which order. By card everybody can pay as long as no enabled rule of the website speaks of it; on account only customers with a payment term, where a rule fits, and, of those with a credit limit, in its currency. */
export interface PaymentRuleTable {
  id: string
  code: string
  name: string
  method: CheckoutPaymentMethod
  enabled: Generated<boolean>
  position: Generated<number>
  surcharge: string | null
  surchargePercent: string | null
  countries: Generated<string[]>
  regions: Generated<string[]>
  postalCodes: Generated<string[]>
  currency: string | null
  subtotalFrom: string | null
  subtotalUntil: string | null
  weightFrom: string | null
  weightUntil: string | null
  expression: string | null
  websiteId: string
  customerGroupId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** How a way to pay is done at a website. Without one, money is taken with the order, in any amount, and no card is saved. */
export interface PaymentSettingTable {
  id: string
  method: CheckoutPaymentMethod
  capture: Generated<CaptureTime>
  saveCards: Generated<boolean>
  failureEmail: string | null
  websiteId: string
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** Between which amounts a way to pay is offered, in a currency: what is paid that way, with what it costs. */
export interface PaymentLimitTable {
  id: string
  currency: string
  minimum: string | null
  maximum: string | null
  settingId: string
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** A card that a person lets the payment service keep. The service has its number; the shop knows what is here. */
export interface SavedPaymentMethodTable {
  id: string
  provider: string
  reference: string
  brand: string
  last4: string
  expiryMonth: number
  expiryYear: number
  isDefault: Generated<boolean>
  customerUserId: string
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** Money that the shop owes whoever has the code (a gift card), or a customer (store credit), and that pays orders. Its balance is the sum of its entries. */
export interface GiftCardTable {
  id: string
  kind: GiftCardKind
  state: Generated<GiftCardState>
  codeHash: string | null
  lastFour: string
  currency: string
  balance: string
  expiresOn: string | null
  note: string | null
  websiteId: string
  customerId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** Money that came onto a gift card, or went off it. Entries are added, never changed. */
export interface GiftCardEntryTable {
  id: string
  kind: GiftCardEntryKind
  currency: string
  amount: string
  key: string
  giftCardId: string
  paymentId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** A device on which somebody wants to be told what becomes of their orders (Web Push, RFC 8030). Of a guest: the orders of that visitor; of who has signed in: all of theirs. */
export interface PushSubscriptionTable {
  id: string
  endpointHash: string
  address: string
  serverKey: string
  locale: string
  visitorId: string | null
  websiteId: string
  customerUserId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** What somebody is about to buy. */
export interface CartTable {
  id: string
  state: Generated<CartState>
  currency: string
  visitorId: string | null
  couponCodes: Generated<string[]>
  websiteId: string
  customerUserId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** A product in a cart. */
export interface CartLineTable {
  id: string
  quantity: string
  position: Generated<number>
  seenPrice: string | null
  seenCurrency: string | null
  cartId: string
  productId: string
  unitId: string
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** What somebody who has signed in means to buy, some day or again and again. It holds no stock and no prices; those are the cart’s. */
export interface ShoppingListTable {
  id: string
  name: string
  note: string | null
  preferred: Generated<boolean>
  websiteId: string
  customerUserId: string
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** A product in a shopping list. */
export interface ShoppingListLineTable {
  id: string
  quantity: string
  position: Generated<number>
  note: string | null
  shoppingListId: string
  productId: string
  unitId: string
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** A way in which an order is paid. What is authorized, captured and refunded is the sum of its events. */
export interface PaymentTable {
  id: string
  provider: string
  reference: string | null
  currency: string
  amount: string
  capture: Generated<CaptureTime>
  multicapture: Generated<boolean>
  authorizedUntil: Date | null
  captureProblem: string | null
  captureTriedAt: Date | null
  payerReference: string | null
  methodReference: string | null
  renewProblem: string | null
  refundProblem: string | null
  movingUntil: Date | null
  method: string | null
  methodType: string | null
  methodDigits: string | null
  addressCheck: PaymentCheck | null
  postalCodeCheck: PaymentCheck | null
  securityCodeCheck: PaymentCheck | null
  checkoutId: string | null
  replacesId: string | null
  orderId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** An entry of the ledger of a payment. Entries are added, never changed. */
export interface PaymentEventTable {
  id: string
  kind: PaymentEventKind
  currency: string
  amount: string
  reference: string
  message: string | null
  code: string | null
  reason: MoneyBackCause | null
  detail: ColumnType<Json, Json | string | undefined, Json | string>
  occurredAt: Date
  paymentId: string
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** Something in which our ledger and the books of a payment provider did not agree, and what became of it. */
export interface PaymentDifferenceTable {
  id: string
  kind: PaymentDifferenceKind
  state: PaymentDifferenceState
  provider: string
  reference: string
  detail: string
  currency: string
  ours: string | null
  theirs: string | null
  foundAt: Date
  settledAt: Date | null
  note: string | null
  organizationId: string
  paymentId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** A way of delivery of the shop’s own, which works also when a carrier’s service does not answer. */
export interface ShippingMethodTable {
  id: string
  code: string
  kind: ShippingMethodKind
  label: ColumnType<Localized, Json | string, Json | string>
  description: ColumnType<Localized | null, Json | string | null | undefined, Json | string | null>
  countries: string[]
  currency: string
  price: string
  charge: Generated<ShippingCharge>
  weightPrices: ColumnType<WeightPrice[], Json | string | undefined, Json | string>
  freeFrom: string | null
  fallback: Generated<boolean>
  openingHours: ColumnType<Localized | null, Json | string | null | undefined, Json | string | null>
  transitDaysMin: number | null
  transitDaysMax: number | null
  active: Generated<boolean>
  position: Generated<number>
  websiteId: string
  warehouseId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** To whom ways of delivery are offered, in which order, and what they cost besides. A way that no enabled rule of the website speaks of is offered as it says of itself; one that rules speak of, only where one of them fits, and the first that fits counts. */
export interface ShippingRuleTable {
  id: string
  code: string
  name: string
  enabled: Generated<boolean>
  position: Generated<number>
  carrier: string | null
  services: Generated<string[]>
  countries: Generated<string[]>
  regions: Generated<string[]>
  postalCodes: Generated<string[]>
  currency: string | null
  subtotalFrom: string | null
  subtotalUntil: string | null
  weightFrom: string | null
  weightUntil: string | null
  expression: string | null
  surcharge: string | null
  websiteId: string
  methodId: string | null
  customerGroupId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** Goods of an order on their way. */
export interface ShipmentTable {
  id: string
  number: string
  state: Generated<ShipmentState>
  carrier: string
  service: string | null
  trackingNumber: string | null
  trackingUrl: string | null
  weightKg: string | null
  packages: number | null
  shippedAt: Date | null
  deliveredAt: Date | null
  orderId: string
  warehouseId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** How much of an order’s line is in a shipment. */
export interface ShipmentLineTable {
  id: string
  quantity: string
  shipmentId: string
  orderLineId: string
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** A parcel of a shipment: the label that was bought for it, and how far it is. One stands already while its label is being bought, and stays where that failed, to say why. */
export interface ShipmentParcelTable {
  id: string
  position: number
  state: Generated<ParcelState>
  carrier: string
  service: string | null
  reference: string
  trackingNumber: string | null
  masterTrackingNumber: string | null
  trackingUrl: string | null
  weightKg: string | null
  lengthCm: string | null
  widthCm: string | null
  heightCm: string | null
  labelFormat: LabelFormat | null
  currency: string | null
  cost: string | null
  boughtAt: Date | null
  cancelledAt: Date | null
  deliveredAt: Date | null
  status: ParcelStatus | null
  trackedAt: Date | null
  trackAt: Date | null
  trackAnew: Date | null
  trackFailures: Generated<number>
  problem: string | null
  shipmentId: string
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** A step of a parcel on its way, as its carrier told it. */
export interface ParcelEventTable {
  id: string
  occurredAt: Date
  localTime: string
  code: string
  status: ParcelStatus
  text: string
  exception: string | null
  city: string | null
  region: string | null
  countryCode: string | null
  parcelId: string
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** A carrier’s driver who is asked to fetch the parcels of a shipment. */
export interface ShipmentPickupTable {
  id: string
  state: Generated<PickupState>
  carrier: string
  service: string
  on: string
  readyAt: string
  closesAt: string
  remarks: string | null
  packages: number
  confirmationCode: string | null
  location: string | null
  bookedAt: Date | null
  cancelledAt: Date | null
  problem: string | null
  shipmentId: string
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** A purchase, as it was agreed. */
export interface OrderTable {
  id: string
  number: string
  state: Generated<OrderState>
  email: string
  phone: string | null
  visitorId: string | null
  locale: string
  currency: string
  pricesIncludeTax: boolean
  subtotal: string
  discountTotal: Generated<string>
  discounts: ColumnType<Discount[], Json | string | undefined, Json | string>
  shippingTotal: string
  shippingDiscount: Generated<string>
  surchargeTotal: Generated<string>
  taxTotal: string
  total: string
  taxes: ColumnType<TaxLine[], Json | string, Json | string>
  shippingOption: ColumnType<ShippingOption | null, Json | string | null | undefined, Json | string | null>
  overpaid: Generated<string>
  disputed: Generated<string>
  paymentMethod: PaymentMethod | null
  poNumber: string | null
  note: string | null
  placedAt: Date
  cancelledAt: Date | null
  cancelReason: string | null
  externalNumber: string | null
  confirmation: Confirmation | null
  confirmedAt: Date | null
  externalStatus: string | null
  externalStatusAt: Date | null
  internalNote: string | null
  websiteId: string
  customerId: string | null
  customerUserId: string | null
  paymentTermId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** A product of an order, as it was at the time of purchase. */
export interface OrderLineTable {
  id: string
  position: number
  sku: string
  name: string
  details: ColumnType<AttributeValue[], Json | string | undefined, Json | string>
  imageKey: string | null
  productSlug: string | null
  unitCode: string
  unitLabel: string
  quantity: string
  currency: string
  unitPrice: string
  rowTotal: string
  discountAmount: Generated<string>
  discounts: ColumnType<Discount[], Json | string | undefined, Json | string>
  discountedPart: string | null
  taxRate: string
  taxAmount: string
  confirmation: Confirmation | null
  confirmedQuantity: string | null
  confirmedPrice: string | null
  deliveries: ColumnType<DeliveryPromise[], Json | string | undefined, Json | string>
  confirmationNote: string | null
  orderId: string
  productId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** An address of an order, as it was at the time of purchase. */
export interface OrderAddressTable {
  id: string
  kind: OrderAddressKind
  company: string | null
  firstName: string
  lastName: string
  street: string
  street2: string | null
  city: string
  region: string | null
  postalCode: string
  countryCode: string
  phone: string | null
  orderId: string
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** A step in which an order was changed or cancelled after it was placed: which lines came, became others or went. Entries are added by whatever changes an order, never changed. */
export interface OrderAmendmentTable {
  id: string
  number: number
  kind: OrderAmendmentKind
  lines: ColumnType<LineAmendment[], Json | string | undefined, Json | string>
  totalsBefore: ColumnType<Totals | null, Json | string | null | undefined, Json | string | null>
  madeAt: Date
  orderId: string
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** A request for quote: what somebody would buy, how much of it, and at what price. */
export interface RfqTable {
  id: string
  number: string
  state: Generated<RfqState>
  email: string
  firstName: string
  lastName: string
  company: string | null
  phone: string | null
  poNumber: string | null
  neededBy: string | null
  note: string | null
  internalNote: string | null
  declineReason: string | null
  websiteId: string
  customerId: string | null
  customerUserId: string | null
  assigneeId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** A product that a quote is asked for. */
export interface RfqLineTable {
  id: string
  position: number
  sku: string
  name: string | null
  note: string | null
  rfqId: string
  productId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** How much of a line is wanted, and what it should cost; there may be several. */
export interface RfqRequestTable {
  id: string
  position: number
  quantity: string
  currency: string
  targetPrice: string | null
  lineId: string
  unitId: string
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** An offer to a customer, good until a day. It can be changed as long as it is a draft. */
export interface QuoteTable {
  id: string
  number: string
  state: Generated<QuoteState>
  email: string
  locale: string
  currency: string
  shippingTotal: string | null
  totals: ColumnType<Totals | null, Json | string | null | undefined, Json | string | null>
  validUntil: Date | null
  sentAt: Date | null
  decidedAt: Date | null
  declineReason: string | null
  shippingAddress: ColumnType<Address | null, Json | string | null | undefined, Json | string | null>
  poNumber: string | null
  note: string | null
  internalNote: string | null
  websiteId: string
  customerId: string | null
  customerUserId: string | null
  rfqId: string | null
  ownerId: string | null
  paymentTermId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** A product of a quote, with one offer or several to choose among. */
export interface QuoteLineTable {
  id: string
  position: number
  sku: string
  name: string
  note: string | null
  quoteId: string
  productId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** So much of a quote’s line at this price. */
export interface QuoteOfferTable {
  id: string
  position: number
  quantity: string
  orMore: Generated<boolean>
  currency: string
  unitPrice: string
  chosen: Generated<boolean>
  lineId: string
  unitId: string
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** The way from a cart to a paid order, step by step. */
export interface CheckoutTable {
  id: string
  state: Generated<CheckoutState>
  currency: string
  locale: string
  visitorId: string | null
  email: string | null
  phone: string | null
  shippingAddress: ColumnType<Address | null, Json | string | null | undefined, Json | string | null>
  residential: Generated<boolean>
  billingAddress: ColumnType<Address | null, Json | string | null | undefined, Json | string | null>
  billingSameAsShipping: Generated<boolean>
  shippingOption: ColumnType<ShippingOption | null, Json | string | null | undefined, Json | string | null>
  shippingQuotedFor: string | null
  paymentMethod: CheckoutPaymentMethod | null
  saveCard: Generated<boolean>
  poNumber: string | null
  note: string | null
  snapshot: ColumnType<Json | null, Json | string | null | undefined, Json | string | null>
  expiresAt: Date | null
  placingStep: PlacingStep | null
  placingProblem: string | null
  placingTries: Generated<number>
  resumeAt: Date | null
  cartId: string
  websiteId: string
  customerId: string | null
  customerUserId: string | null
  orderId: string | null
  giftCardId: string | null
  savedPaymentMethodId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** What a customer owes, or (a credit note) gets back. It can be changed as long as it is a draft. */
export interface InvoiceTable {
  id: string
  number: string
  kind: Generated<InvoiceKind>
  state: Generated<InvoiceState>
  currency: string
  subtotal: string
  taxTotal: string
  total: string
  taxes: ColumnType<TaxLine[], Json | string | undefined, Json | string>
  discountTotal: Generated<string>
  shippingTotal: Generated<string>
  surchargeTotal: Generated<string>
  issuedOn: string | null
  dueOn: string | null
  issuedAt: Date | null
  email: string | null
  billingAddress: ColumnType<Address | null, Json | string | null | undefined, Json | string | null>
  poNumber: string | null
  note: string | null
  organizationId: string
  customerId: string
  orderId: string | null
  paymentTermId: string | null
  correctsId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** What an invoice asks money for. */
export interface InvoiceLineTable {
  id: string
  position: number
  sku: string
  name: string
  unitCode: string
  quantity: string
  currency: string
  unitPrice: string
  rowTotal: string
  discountAmount: Generated<string>
  taxRate: Generated<string>
  taxAmount: Generated<string>
  invoiceId: string
  orderLineId: string | null
  productId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** Money that came for an invoice: a payment of the ledger, or a transfer that the books tell of. */
export interface InvoicePaymentTable {
  id: string
  reference: string
  currency: string
  amount: string
  method: string | null
  paidOn: string
  invoiceId: string
  paymentId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** A company or a household as sales knows it: prospects as well, and all customers that belong together. */
export interface AccountTable {
  id: string
  code: string
  name: string
  kind: Generated<AccountKind>
  industry: string | null
  url: string | null
  email: string | null
  phone: string | null
  note: string | null
  organizationId: string
  ownerId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** A person whom sales and service talk to; they need not be able to sign in. */
export interface ContactTable {
  id: string
  firstName: string | null
  lastName: string
  email: string | null
  phone: string | null
  mobile: string | null
  jobTitle: string | null
  locale: string | null
  emailConsent: Generated<boolean>
  address: ColumnType<Address | null, Json | string | null | undefined, Json | string | null>
  note: string | null
  organizationId: string
  accountId: string | null
  customerUserId: string | null
  ownerId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** People whom campaigns are sent to. */
export interface MarketingListTable {
  id: string
  code: string
  name: string
  description: string | null
  organizationId: string
  ownerId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** A person on a marketing list. Who has left it stays, so that nobody puts them on it again by mistake. */
export interface MarketingListMemberTable {
  id: string
  email: string
  firstName: string | null
  lastName: string | null
  locale: string | null
  state: Generated<SubscriptionState>
  subscribedAt: Date | null
  unsubscribedAt: Date | null
  listId: string
  contactId: string | null
  customerUserId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** A mailing to a marketing list, sent by us or by an outside system that tells us how it went. It can be changed as long as it is a draft. */
export interface EmailCampaignTable {
  id: string
  code: string
  name: string
  state: Generated<EmailCampaignState>
  senderName: string
  senderEmail: string
  subject: ColumnType<Localized, Json | string, Json | string>
  html: ColumnType<Localized | null, Json | string | null | undefined, Json | string | null>
  text: ColumnType<Localized | null, Json | string | null | undefined, Json | string | null>
  scheduledAt: Date | null
  startedAt: Date | null
  finishedAt: Date | null
  organizationId: string
  listId: string
  ownerId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** What became of a campaign’s mail to one person. Entries are added, never changed. Who unsubscribes or complains has left the campaign’s list by it. */
export interface EmailResultTable {
  id: string
  kind: EmailResultKind
  email: string
  reference: string
  url: string | null
  at: Date
  campaignId: string
  memberId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** Something that somebody needs help with. */
export interface TicketTable {
  id: string
  number: string
  subject: string
  description: string | null
  state: Generated<TicketState>
  priority: Generated<TicketPriority>
  channel: Generated<TicketChannel>
  email: string | null
  resolution: string | null
  resolvedAt: Date | null
  closedAt: Date | null
  organizationId: string
  accountId: string | null
  contactId: string | null
  customerId: string | null
  customerUserId: string | null
  orderId: string | null
  assigneeId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** Something that was said about a ticket. */
export interface TicketCommentTable {
  id: string
  body: string
  internal: Generated<boolean>
  author: string | null
  writtenAt: Date | null
  ticketId: string
  userId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

export interface Tables {
  organizations: OrganizationTable
  businessUnits: BusinessUnitTable
  localizations: LocalizationTable
  websites: WebsiteTable
  roles: RoleTable
  users: UserTable
  userRoles: UserRoleTable
  apiClients: ApiClientTable
  apiClientRoles: ApiClientRoleTable
  auditEntries: AuditEntryTable
  externalReferences: ExternalReferenceTable
  jobs: JobTable
  jobProblems: JobProblemTable
  webhookSubscriptions: WebhookSubscriptionTable
  webhookDeliveries: WebhookDeliveryTable
  deadLetters: DeadLetterTable
  integrations: IntegrationTable
  fileProfiles: FileProfileTable
  fileAccounts: FileAccountTable
  connectors: ConnectorTable
  exchangeRuns: ExchangeRunTable
  exchangeProblems: ExchangeProblemTable
  customerGroups: CustomerGroupTable
  customers: CustomerTable
  customerRoles: CustomerRoleTable
  customerPartners: CustomerPartnerTable
  customerUsers: CustomerUserTable
  customerAddresses: CustomerAddressTable
  brands: BrandTable
  units: UnitTable
  productTaxCodes: ProductTaxCodeTable
  attributes: AttributeTable
  attributeOptions: AttributeOptionTable
  attributeFamilies: AttributeFamilyTable
  familyAttributes: FamilyAttributeTable
  categories: CategoryTable
  products: ProductTable
  productUnits: ProductUnitTable
  productCategories: ProductCategoryTable
  productImages: ProductImageTable
  productFiles: ProductFileTable
  productLinks: ProductLinkTable
  kitItems: KitItemTable
  kitItemProducts: KitItemProductTable
  warehouses: WarehouseTable
  inventoryLevels: InventoryLevelTable
  reservations: ReservationTable
  stockMovements: StockMovementTable
  priceLists: PriceListTable
  prices: PriceTable
  priceListAssignments: PriceListAssignmentTable
  customerTaxCodes: CustomerTaxCodeTable
  taxJurisdictions: TaxJurisdictionTable
  taxPostalRanges: TaxPostalRangeTable
  taxRules: TaxRuleTable
  promotions: PromotionTable
  coupons: CouponTable
  couponUses: CouponUseTable
  promotionUses: PromotionUseTable
  paymentTerms: PaymentTermTable
  paymentRules: PaymentRuleTable
  paymentSettings: PaymentSettingTable
  paymentLimits: PaymentLimitTable
  savedPaymentMethods: SavedPaymentMethodTable
  giftCards: GiftCardTable
  giftCardEntries: GiftCardEntryTable
  pushSubscriptions: PushSubscriptionTable
  carts: CartTable
  cartLines: CartLineTable
  shoppingLists: ShoppingListTable
  shoppingListLines: ShoppingListLineTable
  payments: PaymentTable
  paymentEvents: PaymentEventTable
  paymentDifferences: PaymentDifferenceTable
  shippingMethods: ShippingMethodTable
  shippingRules: ShippingRuleTable
  shipments: ShipmentTable
  shipmentLines: ShipmentLineTable
  shipmentParcels: ShipmentParcelTable
  parcelEvents: ParcelEventTable
  shipmentPickups: ShipmentPickupTable
  orders: OrderTable
  orderLines: OrderLineTable
  orderAddresses: OrderAddressTable
  orderAmendments: OrderAmendmentTable
  rfqs: RfqTable
  rfqLines: RfqLineTable
  rfqRequests: RfqRequestTable
  quotes: QuoteTable
  quoteLines: QuoteLineTable
  quoteOffers: QuoteOfferTable
  checkouts: CheckoutTable
  invoices: InvoiceTable
  invoiceLines: InvoiceLineTable
  invoicePayments: InvoicePaymentTable
  accounts: AccountTable
  contacts: ContactTable
  marketingLists: MarketingListTable
  marketingListMembers: MarketingListMemberTable
  emailCampaigns: EmailCampaignTable
  emailResults: EmailResultTable
  tickets: TicketTable
  ticketComments: TicketCommentTable
}

// What readers answer: only what was asked for needs to be there.

export interface OrganizationAnswer {
  id: string
  name?: string | null
  legalName?: string | null
  taxNumber?: string | null
  email?: string | null
  phone?: string | null
  street?: string | null
  city?: string | null
  region?: string | null
  postalCode?: string | null
  countryCode?: string | null
  businessUnits?: BusinessUnitAnswer[]
  websites?: WebsiteAnswer[]
  roles?: RoleAnswer[]
  users?: UserAnswer[]
  apiClients?: ApiClientAnswer[]
  auditEntries?: AuditEntryAnswer[]
  jobs?: JobAnswer[]
  webhookSubscriptions?: WebhookSubscriptionAnswer[]
  integrations?: IntegrationAnswer[]
  fileProfiles?: FileProfileAnswer[]
  fileAccounts?: FileAccountAnswer[]
  customers?: CustomerAnswer[]
  customerRoles?: CustomerRoleAnswer[]
  paymentDifferences?: PaymentDifferenceAnswer[]
  invoices?: InvoiceAnswer[]
  accounts?: AccountAnswer[]
  contacts?: ContactAnswer[]
  marketingLists?: MarketingListAnswer[]
  emailCampaigns?: EmailCampaignAnswer[]
  tickets?: TicketAnswer[]
}

export interface BusinessUnitAnswer {
  id: string
  code?: string | null
  name?: string | null
  organization?: OrganizationAnswer | null
  parent?: BusinessUnitAnswer | null
  children?: BusinessUnitAnswer[]
  users?: UserAnswer[]
  clients?: ApiClientAnswer[]
  customers?: CustomerAnswer[]
}

export interface LocalizationAnswer {
  id: string
  code?: string | null
  name?: string | null
  formatting?: string | null
  currency?: string | null
  timeZone?: string | null
  active?: boolean | null
  fallback?: LocalizationAnswer | null
  localizations?: LocalizationAnswer[]
}

export interface WebsiteAnswer {
  id: string
  code?: string | null
  name?: string | null
  url?: string | null
  isDefault?: boolean | null
  active?: boolean | null
  defaultLocale?: string | null
  locales?: string[] | null
  defaultCurrency?: string | null
  currencies?: string[] | null
  defaultCountry?: string | null
  shippingCountries?: string[] | null
  pricesIncludeTax?: boolean | null
  taxRounding?: TaxRounding | null
  taxBasis?: TaxBasis | null
  giftCardDays?: number | null
  localizations?: LocalizationAnswer[] | null
  notice?: string | null
  payment?: PaymentSetup | null
  pushKey?: string | null
  organization?: OrganizationAnswer | null
  taxOrigin?: WarehouseAnswer | null
  shippingTaxCode?: ProductTaxCodeAnswer | null
  apiClients?: ApiClientAnswer[]
  customerUsers?: CustomerUserAnswer[]
  priceListAssignments?: PriceListAssignmentAnswer[]
  promotions?: PromotionAnswer[]
  paymentRules?: PaymentRuleAnswer[]
  paymentSettings?: PaymentSettingAnswer[]
  giftCards?: GiftCardAnswer[]
  pushSubscriptions?: PushSubscriptionAnswer[]
  carts?: CartAnswer[]
  shoppingLists?: ShoppingListAnswer[]
  shippingMethods?: ShippingMethodAnswer[]
  shippingRules?: ShippingRuleAnswer[]
  orders?: OrderAnswer[]
  rfqs?: RfqAnswer[]
  quotes?: QuoteAnswer[]
  checkouts?: CheckoutAnswer[]
}

export interface RoleAnswer {
  id: string
  code?: string | null
  name?: string | null
  note?: string | null
  grants?: Grant[] | null
  organization?: OrganizationAnswer | null
  users?: UserRoleAnswer[]
  clients?: ApiClientRoleAnswer[]
}

export interface UserAnswer {
  id: string
  email?: string | null
  name?: string | null
  active?: boolean | null
  locale?: string | null
  allowedIps?: string[] | null
  wsse?: boolean | null
  lastSignInAt?: Date | null
  organization?: OrganizationAnswer | null
  businessUnit?: BusinessUnitAnswer | null
  roles?: UserRoleAnswer[]
  jobs?: JobAnswer[]
  webhookSubscriptions?: WebhookSubscriptionAnswer[]
  rfqs?: RfqAnswer[]
  quotes?: QuoteAnswer[]
  accounts?: AccountAnswer[]
  contacts?: ContactAnswer[]
  marketingLists?: MarketingListAnswer[]
  emailCampaigns?: EmailCampaignAnswer[]
  tickets?: TicketAnswer[]
  ticketComments?: TicketCommentAnswer[]
}

export interface UserRoleAnswer {
  id: string
  user?: UserAnswer | null
  role?: RoleAnswer | null
}

export interface ApiClientAnswer {
  id: string
  clientId?: string | null
  name?: string | null
  kind?: ApiClientKind | null
  audience?: ApiClientAudience | null
  trusted?: boolean | null
  active?: boolean | null
  allowedIps?: string[] | null
  redirectUris?: string[] | null
  tokenMinutes?: number | null
  requestsPerMinute?: number | null
  lastUsedAt?: Date | null
  organization?: OrganizationAnswer | null
  website?: WebsiteAnswer | null
  businessUnit?: BusinessUnitAnswer | null
  roles?: ApiClientRoleAnswer[]
  jobs?: JobAnswer[]
  webhookSubscriptions?: WebhookSubscriptionAnswer[]
}

export interface ApiClientRoleAnswer {
  id: string
  client?: ApiClientAnswer | null
  role?: RoleAnswer | null
}

export interface AuditEntryAnswer {
  id: string
  at?: Date | null
  by?: AuditActor | null
  principalId?: string | null
  principal?: string | null
  ip?: string | null
  door?: string | null
  entity?: string | null
  rowId?: string | null
  deed?: string | null
  before?: Json | null
  after?: Json | null
  requestId?: string | null
  organization?: OrganizationAnswer | null
}

export interface ExternalReferenceAnswer {
  id: string
  system?: string | null
  entity?: string | null
  externalId?: string | null
  rowId?: string | null
}

export interface JobAnswer {
  id: string
  kind?: JobKind | null
  state?: JobState | null
  entity?: string | null
  mode?: JobMode | null
  dryRun?: boolean | null
  records?: number | null
  done?: number | null
  created?: number | null
  changed?: number | null
  deleted?: number | null
  refused?: number | null
  perSecond?: string | null
  secondsLeft?: number | null
  problem?: string | null
  startedAt?: Date | null
  finishedAt?: Date | null
  requestId?: string | null
  organization?: OrganizationAnswer | null
  user?: UserAnswer | null
  client?: ApiClientAnswer | null
  problems?: JobProblemAnswer[]
}

export interface JobProblemAnswer {
  id: string
  record?: number | null
  line?: number | null
  key?: Json | null
  code?: string | null
  detail?: string | null
  source?: string | null
  job?: JobAnswer | null
}

export interface WebhookSubscriptionAnswer {
  id: string
  url?: string | null
  topics?: string[] | null
  filter?: Json | null
  payload?: WebhookPayload | null
  fields?: string[] | null
  active?: boolean | null
  note?: string | null
  problem?: string | null
  secretIssuedAt?: Date | null
  formerSecretUntil?: Date | null
  organization?: OrganizationAnswer | null
  client?: ApiClientAnswer | null
  user?: UserAnswer | null
  deliveries?: WebhookDeliveryAnswer[]
}

export interface WebhookDeliveryAnswer {
  id: string
  eventId?: string | null
  topic?: string | null
  entity?: string | null
  rowId?: string | null
  gone?: boolean | null
  sequence?: string | null
  occurredAt?: Date | null
  state?: WebhookDeliveryState | null
  attempts?: number | null
  nextAttemptAt?: Date | null
  lastAttemptAt?: Date | null
  durationMs?: number | null
  responseStatus?: number | null
  responseStart?: string | null
  problem?: string | null
  log?: WebhookAttempt[] | null
  subscription?: WebhookSubscriptionAnswer | null
}

export interface DeadLetterAnswer {
  id: string
  consumer?: string | null
  eventId?: string | null
  topic?: string | null
  entity?: string | null
  rowId?: string | null
  many?: boolean | null
  attempts?: number | null
  problem?: string | null
  state?: DeadLetterState | null
  occurredAt?: Date | null
  deadAt?: Date | null
}

export interface IntegrationAnswer {
  id: string
  code?: string | null
  name?: string | null
  module?: string | null
  active?: boolean | null
  settings?: Json | null
  state?: IntegrationState | null
  pausedAt?: Date | null
  pauseReason?: string | null
  failuresInRow?: number | null
  pauseAfter?: number | null
  alertEmail?: string | null
  checkedAt?: Date | null
  checkOk?: boolean | null
  checkProblem?: string | null
  credentialsSetAt?: Date | null
  organization?: OrganizationAnswer | null
  connectors?: ConnectorAnswer[]
  accounts?: FileAccountAnswer[]
  runs?: ExchangeRunAnswer[]
}

export interface FileProfileAnswer {
  id: string
  code?: string | null
  name?: string | null
  delimiter?: string | null
  quote?: string | null
  encoding?: FileEncoding | null
  header?: boolean | null
  decimalSign?: DecimalSign | null
  groupSign?: GroupSign | null
  dateFormat?: string | null
  trueValues?: string | null
  emptyMeans?: EmptyMeans | null
  otherColumns?: OtherColumns | null
  guardFormulas?: boolean | null
  columns?: ColumnMapping[] | null
  organization?: OrganizationAnswer | null
  connectors?: ConnectorAnswer[]
}

export interface FileAccountAnswer {
  id: string
  username?: string | null
  name?: string | null
  active?: boolean | null
  publicKeys?: string[] | null
  allowedIps?: string[] | null
  quotaBytes?: string | null
  rights?: FolderRights | null
  completion?: FileCompletion | null
  quietSeconds?: number | null
  archiveDays?: number | null
  contactEmail?: string | null
  lastSeenAt?: Date | null
  organization?: OrganizationAnswer | null
  integration?: IntegrationAnswer | null
  connectors?: ConnectorAnswer[]
  exchangeRuns?: ExchangeRunAnswer[]
}

export interface ConnectorAnswer {
  id: string
  code?: string | null
  name?: string | null
  direction?: ExchangeDirection | null
  entity?: string | null
  format?: string | null
  messageType?: string | null
  mode?: ExchangeMode | null
  scope?: Json | null
  deletes?: boolean | null
  maxDeletedPercent?: string | null
  maxRefusedPercent?: string | null
  conflict?: ExchangeConflict | null
  sameContent?: SameContent | null
  waitMinutes?: number | null
  onArrival?: boolean | null
  fileMask?: string | null
  fileName?: string | null
  schedule?: string | null
  timeZone?: string | null
  topic?: string | null
  changesOnly?: boolean | null
  filter?: Json | null
  position?: number | null
  active?: boolean | null
  settings?: Json | null
  cursor?: Json | null
  lastRunAt?: Date | null
  nextRunAt?: Date | null
  integration?: IntegrationAnswer | null
  account?: FileAccountAnswer | null
  profile?: FileProfileAnswer | null
  runs?: ExchangeRunAnswer[]
}

export interface ExchangeRunAnswer {
  id: string
  direction?: ExchangeDirection | null
  state?: ExchangeState | null
  trigger?: ExchangeTrigger | null
  dryRun?: boolean | null
  fileName?: string | null
  size?: string | null
  checksum?: string | null
  place?: string | null
  read?: number | null
  created?: number | null
  changed?: number | null
  same?: number | null
  deleted?: number | null
  postponed?: number | null
  refused?: number | null
  written?: number | null
  perSecond?: string | null
  secondsLeft?: number | null
  attempts?: number | null
  failures?: number | null
  nextAttemptAt?: Date | null
  problem?: string | null
  startedAt?: Date | null
  finishedAt?: Date | null
  integration?: IntegrationAnswer | null
  connector?: ConnectorAnswer | null
  account?: FileAccountAnswer | null
  problems?: ExchangeProblemAnswer[]
}

export interface ExchangeProblemAnswer {
  id: string
  record?: number | null
  line?: number | null
  column?: string | null
  value?: string | null
  code?: string | null
  detail?: string | null
  advice?: string | null
  run?: ExchangeRunAnswer | null
}

export interface CustomerGroupAnswer {
  id: string
  code?: string | null
  name?: string | null
  paymentTerm?: PaymentTermAnswer | null
  taxCode?: CustomerTaxCodeAnswer | null
  customers?: CustomerAnswer[]
  priceListAssignments?: PriceListAssignmentAnswer[]
  promotions?: PromotionAnswer[]
  paymentRules?: PaymentRuleAnswer[]
  shippingRules?: ShippingRuleAnswer[]
}

export interface CustomerAnswer {
  id: string
  code?: string | null
  name?: string | null
  vatNumber?: string | null
  taxExempt?: boolean | null
  active?: boolean | null
  orderBlock?: string | null
  deliveryBlock?: string | null
  billingBlock?: string | null
  centralOrderBlock?: string | null
  centralDeliveryBlock?: string | null
  centralBillingBlock?: string | null
  creditCurrency?: string | null
  creditLimit?: MoneyValue | null
  note?: string | null
  parent?: CustomerAnswer | null
  children?: CustomerAnswer[]
  group?: CustomerGroupAnswer | null
  organization?: OrganizationAnswer | null
  businessUnit?: BusinessUnitAnswer | null
  paymentTerm?: PaymentTermAnswer | null
  taxCode?: CustomerTaxCodeAnswer | null
  account?: AccountAnswer | null
  users?: CustomerUserAnswer[]
  addresses?: CustomerAddressAnswer[]
  roles?: CustomerRoleAnswer[]
  partners?: CustomerPartnerAnswer[]
  customerPartners?: CustomerPartnerAnswer[]
  priceListAssignments?: PriceListAssignmentAnswer[]
  giftCards?: GiftCardAnswer[]
  orders?: OrderAnswer[]
  rfqs?: RfqAnswer[]
  quotes?: QuoteAnswer[]
  checkouts?: CheckoutAnswer[]
  invoices?: InvoiceAnswer[]
  tickets?: TicketAnswer[]
}

export interface CustomerRoleAnswer {
  id: string
  code?: string | null
  name?: string | null
  note?: string | null
  grants?: Grant[] | null
  organization?: OrganizationAnswer | null
  customer?: CustomerAnswer | null
  users?: CustomerUserAnswer[]
}

export interface CustomerPartnerAnswer {
  id: string
  role?: CustomerPartnerRole | null
  preferred?: boolean | null
  customer?: CustomerAnswer | null
  partner?: CustomerAnswer | null
}

export interface CustomerUserAnswer {
  id: string
  email?: string | null
  firstName?: string | null
  lastName?: string | null
  phone?: string | null
  locale?: string | null
  role?: CustomerUserRole | null
  active?: boolean | null
  confirmed?: boolean | null
  lastSignInAt?: Date | null
  customer?: CustomerAnswer | null
  website?: WebsiteAnswer | null
  customerRole?: CustomerRoleAnswer | null
  addresses?: CustomerAddressAnswer[]
  orders?: OrderAnswer[]
  couponUses?: CouponUseAnswer[]
  promotionUses?: PromotionUseAnswer[]
  savedPaymentMethods?: SavedPaymentMethodAnswer[]
  pushSubscriptions?: PushSubscriptionAnswer[]
  carts?: CartAnswer[]
  shoppingLists?: ShoppingListAnswer[]
  rfqs?: RfqAnswer[]
  quotes?: QuoteAnswer[]
  checkouts?: CheckoutAnswer[]
  contacts?: ContactAnswer[]
  marketingListMembers?: MarketingListMemberAnswer[]
  tickets?: TicketAnswer[]
}

export interface CustomerAddressAnswer {
  id: string
  label?: string | null
  company?: string | null
  firstName?: string | null
  lastName?: string | null
  street?: string | null
  street2?: string | null
  city?: string | null
  region?: string | null
  postalCode?: string | null
  countryCode?: string | null
  phone?: string | null
  defaultShipping?: boolean | null
  defaultBilling?: boolean | null
  own?: boolean | null
  customer?: CustomerAnswer | null
  customerUser?: CustomerUserAnswer | null
}

export interface BrandAnswer {
  id: string
  code?: string | null
  slug?: string | null
  name?: string | null
  description?: string | null
  logoKey?: string | null
  products?: ProductAnswer[]
  promotions?: PromotionAnswer[]
}

export interface UnitAnswer {
  id: string
  code?: string | null
  label?: string | null
  labelPlural?: string | null
  symbol?: string | null
  products?: ProductAnswer[]
  productUnits?: ProductUnitAnswer[]
  kitItems?: KitItemAnswer[]
  prices?: PriceAnswer[]
  cartLines?: CartLineAnswer[]
  shoppingListLines?: ShoppingListLineAnswer[]
  rfqRequests?: RfqRequestAnswer[]
  quoteOffers?: QuoteOfferAnswer[]
}

export interface ProductTaxCodeAnswer {
  id: string
  code?: string | null
  name?: string | null
  websites?: WebsiteAnswer[]
  products?: ProductAnswer[]
  taxRules?: TaxRuleAnswer[]
}

export interface AttributeAnswer {
  id: string
  code?: string | null
  label?: string | null
  type?: AttributeType | null
  unit?: string | null
  filterable?: boolean | null
  searchable?: boolean | null
  visible?: boolean | null
  position?: number | null
  options?: AttributeOptionAnswer[]
  familyAttributes?: FamilyAttributeAnswer[]
}

export interface AttributeOptionAnswer {
  id: string
  code?: string | null
  label?: string | null
  swatch?: string | null
  position?: number | null
  attribute?: AttributeAnswer | null
}

export interface AttributeFamilyAnswer {
  id: string
  code?: string | null
  label?: string | null
  attributes?: FamilyAttributeAnswer[]
  products?: ProductAnswer[]
}

export interface FamilyAttributeAnswer {
  id: string
  required?: boolean | null
  group?: string | null
  position?: number | null
  family?: AttributeFamilyAnswer | null
  attribute?: AttributeAnswer | null
}

export interface CategoryAnswer {
  id: string
  code?: string | null
  slug?: string | null
  name?: string | null
  description?: string | null
  metaTitle?: string | null
  metaDescription?: string | null
  imageKey?: string | null
  position?: number | null
  active?: boolean | null
  breadcrumbs?: CategoryAnswer[] | null
  productCount?: number | null
  parent?: CategoryAnswer | null
  children?: CategoryAnswer[]
  productCategories?: ProductCategoryAnswer[]
  promotions?: PromotionAnswer[]
}

export interface ProductAnswer {
  id: string
  sku?: string | null
  type?: ProductType | null
  status?: ProductStatus | null
  name?: string | null
  shortDescription?: string | null
  description?: string | null
  slug?: string | null
  metaTitle?: string | null
  metaDescription?: string | null
  metaKeywords?: string | null
  gtin?: string | null
  mpn?: string | null
  attributeValues?: Json | null
  variantAttributes?: string[] | null
  hsCode?: string | null
  countryOfOrigin?: string | null
  manageInventory?: boolean | null
  backorder?: boolean | null
  lowInventoryThreshold?: string | null
  minimumQuantity?: string | null
  maximumQuantity?: string | null
  discontinued?: boolean | null
  availableFrom?: string | null
  featured?: boolean | null
  isNew?: boolean | null
  position?: number | null
  price?: MoneyValue | null
  priceFrom?: boolean | null
  unitPrices?: UnitPrices[] | null
  availability?: Availability | null
  image?: ProductImageAnswer | null
  attributes?: AttributeValue[] | null
  variantOptions?: VariantOption[] | null
  variants?: ProductAnswer[] | null
  category?: CategoryAnswer | null
  breadcrumbs?: CategoryAnswer[] | null
  url?: string | null
  parent?: ProductAnswer | null
  children?: ProductAnswer[]
  brand?: BrandAnswer | null
  primaryUnit?: UnitAnswer | null
  family?: AttributeFamilyAnswer | null
  taxCode?: ProductTaxCodeAnswer | null
  units?: ProductUnitAnswer[]
  categories?: ProductCategoryAnswer[]
  images?: ProductImageAnswer[]
  files?: ProductFileAnswer[]
  links?: ProductLinkAnswer[]
  linkedFrom?: ProductLinkAnswer[]
  kitItems?: KitItemAnswer[]
  prices?: PriceAnswer[]
  inventoryLevels?: InventoryLevelAnswer[]
  kitItemProducts?: KitItemProductAnswer[]
  reservations?: ReservationAnswer[]
  stockMovements?: StockMovementAnswer[]
  promotions?: PromotionAnswer[]
  cartLines?: CartLineAnswer[]
  shoppingListLines?: ShoppingListLineAnswer[]
  orderLines?: OrderLineAnswer[]
  rfqLines?: RfqLineAnswer[]
  quoteLines?: QuoteLineAnswer[]
  invoiceLines?: InvoiceLineAnswer[]
}

export interface ProductUnitAnswer {
  id: string
  precision?: number | null
  conversion?: string | null
  sell?: boolean | null
  weightKg?: string | null
  lengthCm?: string | null
  widthCm?: string | null
  heightCm?: string | null
  freightClass?: string | null
  gtin?: string | null
  product?: ProductAnswer | null
  unit?: UnitAnswer | null
}

export interface ProductCategoryAnswer {
  id: string
  main?: boolean | null
  position?: number | null
  product?: ProductAnswer | null
  category?: CategoryAnswer | null
}

export interface ProductImageAnswer {
  id: string
  key?: string | null
  alt?: string | null
  roles?: string[] | null
  position?: number | null
  width?: number | null
  height?: number | null
  product?: ProductAnswer | null
}

export interface ProductFileAnswer {
  id: string
  key?: string | null
  label?: string | null
  kind?: ProductFileKind | null
  mediaType?: string | null
  bytes?: number | null
  locale?: string | null
  position?: number | null
  product?: ProductAnswer | null
}

export interface ProductLinkAnswer {
  id: string
  kind?: ProductLinkKind | null
  position?: number | null
  product?: ProductAnswer | null
  linked?: ProductAnswer | null
}

export interface KitItemAnswer {
  id: string
  code?: string | null
  label?: string | null
  optional?: boolean | null
  minimumQuantity?: string | null
  maximumQuantity?: string | null
  position?: number | null
  kit?: ProductAnswer | null
  unit?: UnitAnswer | null
  products?: KitItemProductAnswer[]
}

export interface KitItemProductAnswer {
  id: string
  position?: number | null
  item?: KitItemAnswer | null
  product?: ProductAnswer | null
}

export interface WarehouseAnswer {
  id: string
  code?: string | null
  name?: string | null
  company?: string | null
  street?: string | null
  city?: string | null
  region?: string | null
  postalCode?: string | null
  countryCode?: string | null
  phone?: string | null
  active?: boolean | null
  timeZone?: string | null
  cutOff?: string | null
  workingDays?: string[] | null
  holidays?: string[] | null
  handlingDays?: number | null
  priority?: number | null
  websites?: WebsiteAnswer[]
  inventoryLevels?: InventoryLevelAnswer[]
  reservations?: ReservationAnswer[]
  stockMovements?: StockMovementAnswer[]
  shippingMethods?: ShippingMethodAnswer[]
  shipments?: ShipmentAnswer[]
}

export interface InventoryLevelAnswer {
  id: string
  onHand?: string | null
  reserved?: string | null
  product?: ProductAnswer | null
  warehouse?: WarehouseAnswer | null
}

export interface ReservationAnswer {
  id: string
  quantity?: string | null
  state?: ReservationState | null
  expiresAt?: Date | null
  product?: ProductAnswer | null
  warehouse?: WarehouseAnswer | null
  checkout?: CheckoutAnswer | null
  order?: OrderAnswer | null
}

export interface StockMovementAnswer {
  id: string
  change?: string | null
  onHand?: string | null
  reason?: StockMovementReason | null
  note?: string | null
  reference?: string | null
  by?: string | null
  movedAt?: Date | null
  product?: ProductAnswer | null
  warehouse?: WarehouseAnswer | null
}

export interface PriceListAnswer {
  id: string
  code?: string | null
  name?: string | null
  currencies?: string[] | null
  active?: boolean | null
  validFrom?: Date | null
  validUntil?: Date | null
  series?: string | null
  prices?: PriceAnswer[]
  assignments?: PriceListAssignmentAnswer[]
}

export interface PriceAnswer {
  id: string
  quantity?: string | null
  currency?: string | null
  amount?: MoneyValue | null
  priceList?: PriceListAnswer | null
  product?: ProductAnswer | null
  unit?: UnitAnswer | null
}

export interface PriceListAssignmentAnswer {
  id: string
  code?: string | null
  priority?: number | null
  priceList?: PriceListAnswer | null
  website?: WebsiteAnswer | null
  customerGroup?: CustomerGroupAnswer | null
  customer?: CustomerAnswer | null
}

export interface CustomerTaxCodeAnswer {
  id: string
  code?: string | null
  name?: string | null
  customerGroups?: CustomerGroupAnswer[]
  customers?: CustomerAnswer[]
  taxRules?: TaxRuleAnswer[]
}

export interface TaxJurisdictionAnswer {
  id: string
  code?: string | null
  name?: string | null
  countryCode?: string | null
  region?: string | null
  postalRanges?: TaxPostalRangeAnswer[]
  taxRules?: TaxRuleAnswer[]
}

export interface TaxPostalRangeAnswer {
  id: string
  postalFrom?: string | null
  postalUntil?: string | null
  jurisdiction?: TaxJurisdictionAnswer | null
}

export interface TaxRuleAnswer {
  id: string
  code?: string | null
  name?: string | null
  countryCode?: string | null
  region?: string | null
  postalFrom?: string | null
  postalUntil?: string | null
  rate?: string | null
  stacks?: boolean | null
  productTaxCode?: ProductTaxCodeAnswer | null
  jurisdiction?: TaxJurisdictionAnswer | null
  customerTaxCode?: CustomerTaxCodeAnswer | null
}

export interface PromotionAnswer {
  id: string
  code?: string | null
  name?: string | null
  state?: PromotionState | null
  kind?: PromotionKind | null
  percent?: string | null
  currency?: string | null
  amount?: MoneyValue | null
  buyQuantity?: number | null
  getQuantity?: number | null
  mostTimes?: number | null
  minimumSubtotal?: MoneyValue | null
  couponNeeded?: boolean | null
  exclusive?: boolean | null
  exclusionGroup?: string | null
  stopsFurther?: boolean | null
  priority?: number | null
  validFrom?: Date | null
  validUntil?: Date | null
  usageLimit?: number | null
  usageLimitPerBuyer?: number | null
  used?: number | null
  website?: WebsiteAnswer | null
  customerGroup?: CustomerGroupAnswer | null
  category?: CategoryAnswer | null
  brand?: BrandAnswer | null
  product?: ProductAnswer | null
  coupons?: CouponAnswer[]
  uses?: PromotionUseAnswer[]
}

export interface CouponAnswer {
  id: string
  code?: string | null
  active?: boolean | null
  validFrom?: Date | null
  validUntil?: Date | null
  usageLimit?: number | null
  usageLimitPerBuyer?: number | null
  used?: number | null
  promotion?: PromotionAnswer | null
  uses?: CouponUseAnswer[]
  promotionUses?: PromotionUseAnswer[]
}

export interface CouponUseAnswer {
  id: string
  usedAt?: Date | null
  email?: string | null
  coupon?: CouponAnswer | null
  order?: OrderAnswer | null
  customerUser?: CustomerUserAnswer | null
}

export interface PromotionUseAnswer {
  id: string
  takenAt?: Date | null
  email?: string | null
  promotion?: PromotionAnswer | null
  coupon?: CouponAnswer | null
  checkout?: CheckoutAnswer | null
  order?: OrderAnswer | null
  customerUser?: CustomerUserAnswer | null
}

export interface PaymentTermAnswer {
  id: string
  code?: string | null
  label?: string | null
  netDays?: number | null
  discountDays?: number | null
  discountRate?: string | null
  active?: boolean | null
  customerGroups?: CustomerGroupAnswer[]
  customers?: CustomerAnswer[]
  orders?: OrderAnswer[]
  quotes?: QuoteAnswer[]
  invoices?: InvoiceAnswer[]
}

export interface PaymentRuleAnswer {
  id: string
  code?: string | null
  name?: string | null
  method?: CheckoutPaymentMethod | null
  enabled?: boolean | null
  position?: number | null
  surcharge?: MoneyValue | null
  surchargePercent?: string | null
  countries?: string[] | null
  regions?: string[] | null
  postalCodes?: string[] | null
  currency?: string | null
  subtotalFrom?: MoneyValue | null
  subtotalUntil?: MoneyValue | null
  weightFrom?: string | null
  weightUntil?: string | null
  expression?: string | null
  website?: WebsiteAnswer | null
  customerGroup?: CustomerGroupAnswer | null
}

export interface PaymentSettingAnswer {
  id: string
  method?: CheckoutPaymentMethod | null
  capture?: CaptureTime | null
  saveCards?: boolean | null
  failureEmail?: string | null
  website?: WebsiteAnswer | null
  limits?: PaymentLimitAnswer[]
}

export interface PaymentLimitAnswer {
  id: string
  currency?: string | null
  minimum?: MoneyValue | null
  maximum?: MoneyValue | null
  setting?: PaymentSettingAnswer | null
}

export interface SavedPaymentMethodAnswer {
  id: string
  provider?: string | null
  brand?: string | null
  last4?: string | null
  expiryMonth?: number | null
  expiryYear?: number | null
  isDefault?: boolean | null
  customerUser?: CustomerUserAnswer | null
  checkouts?: CheckoutAnswer[]
}

export interface GiftCardAnswer {
  id: string
  kind?: GiftCardKind | null
  state?: GiftCardState | null
  lastFour?: string | null
  currency?: string | null
  balance?: MoneyValue | null
  expiresOn?: string | null
  note?: string | null
  website?: WebsiteAnswer | null
  customer?: CustomerAnswer | null
  entries?: GiftCardEntryAnswer[]
  checkouts?: CheckoutAnswer[]
}

export interface GiftCardEntryAnswer {
  id: string
  kind?: GiftCardEntryKind | null
  currency?: string | null
  amount?: MoneyValue | null
  key?: string | null
  giftCard?: GiftCardAnswer | null
  payment?: PaymentAnswer | null
}

export interface PushSubscriptionAnswer {
  id: string
  locale?: string | null
  visitorId?: string | null
  website?: WebsiteAnswer | null
  customerUser?: CustomerUserAnswer | null
}

export interface CartAnswer {
  id: string
  state?: CartState | null
  currency?: string | null
  visitorId?: string | null
  couponCodes?: string[] | null
  totals?: Totals | null
  itemCount?: number | null
  problems?: CartProblem[] | null
  pricesIncludeTax?: boolean | null
  coupons?: CartCoupon[] | null
  website?: WebsiteAnswer | null
  customerUser?: CustomerUserAnswer | null
  lines?: CartLineAnswer[]
  checkouts?: CheckoutAnswer[]
}

export interface CartLineAnswer {
  id: string
  quantity?: string | null
  position?: number | null
  seenPrice?: MoneyValue | null
  seenCurrency?: string | null
  unitPrice?: MoneyValue | null
  rowTotal?: MoneyValue | null
  discount?: MoneyValue | null
  precision?: number | null
  minimumQuantity?: string | null
  maximumQuantity?: string | null
  cart?: CartAnswer | null
  product?: ProductAnswer | null
  unit?: UnitAnswer | null
}

export interface ShoppingListAnswer {
  id: string
  name?: string | null
  note?: string | null
  preferred?: boolean | null
  website?: WebsiteAnswer | null
  customerUser?: CustomerUserAnswer | null
  lines?: ShoppingListLineAnswer[]
}

export interface ShoppingListLineAnswer {
  id: string
  quantity?: string | null
  position?: number | null
  note?: string | null
  shoppingList?: ShoppingListAnswer | null
  product?: ProductAnswer | null
  unit?: UnitAnswer | null
}

export interface PaymentAnswer {
  id: string
  provider?: string | null
  reference?: string | null
  currency?: string | null
  amount?: MoneyValue | null
  capture?: CaptureTime | null
  multicapture?: boolean | null
  authorizedUntil?: Date | null
  captureProblem?: string | null
  captureTriedAt?: Date | null
  renewProblem?: string | null
  refundProblem?: string | null
  method?: string | null
  methodType?: string | null
  methodDigits?: string | null
  addressCheck?: PaymentCheck | null
  postalCodeCheck?: PaymentCheck | null
  securityCodeCheck?: PaymentCheck | null
  state?: PaymentState | null
  authorized?: MoneyValue | null
  captured?: MoneyValue | null
  reserved?: MoneyValue | null
  refunded?: MoneyValue | null
  disputed?: MoneyValue | null
  moneyBack?: MoneyBack[] | null
  checkout?: CheckoutAnswer | null
  replaces?: PaymentAnswer | null
  order?: OrderAnswer | null
  events?: PaymentEventAnswer[]
  giftCardEntries?: GiftCardEntryAnswer[]
  payments?: PaymentAnswer[]
  paymentDifferences?: PaymentDifferenceAnswer[]
  invoicePayments?: InvoicePaymentAnswer[]
}

export interface PaymentEventAnswer {
  id: string
  kind?: PaymentEventKind | null
  currency?: string | null
  amount?: MoneyValue | null
  reference?: string | null
  message?: string | null
  code?: string | null
  reason?: MoneyBackCause | null
  detail?: Json | null
  occurredAt?: Date | null
  payment?: PaymentAnswer | null
}

export interface PaymentDifferenceAnswer {
  id: string
  kind?: PaymentDifferenceKind | null
  state?: PaymentDifferenceState | null
  provider?: string | null
  reference?: string | null
  detail?: string | null
  currency?: string | null
  ours?: MoneyValue | null
  theirs?: MoneyValue | null
  foundAt?: Date | null
  settledAt?: Date | null
  note?: string | null
  organization?: OrganizationAnswer | null
  payment?: PaymentAnswer | null
}

export interface ShippingMethodAnswer {
  id: string
  code?: string | null
  kind?: ShippingMethodKind | null
  label?: string | null
  description?: string | null
  countries?: string[] | null
  currency?: string | null
  price?: MoneyValue | null
  charge?: ShippingCharge | null
  weightPrices?: WeightPrice[] | null
  freeFrom?: MoneyValue | null
  fallback?: boolean | null
  openingHours?: string | null
  transitDaysMin?: number | null
  transitDaysMax?: number | null
  active?: boolean | null
  position?: number | null
  website?: WebsiteAnswer | null
  warehouse?: WarehouseAnswer | null
  shippingRules?: ShippingRuleAnswer[]
}

export interface ShippingRuleAnswer {
  id: string
  code?: string | null
  name?: string | null
  enabled?: boolean | null
  position?: number | null
  carrier?: string | null
  services?: string[] | null
  countries?: string[] | null
  regions?: string[] | null
  postalCodes?: string[] | null
  currency?: string | null
  subtotalFrom?: MoneyValue | null
  subtotalUntil?: MoneyValue | null
  weightFrom?: string | null
  weightUntil?: string | null
  expression?: string | null
  surcharge?: MoneyValue | null
  website?: WebsiteAnswer | null
  method?: ShippingMethodAnswer | null
  customerGroup?: CustomerGroupAnswer | null
}

export interface ShipmentAnswer {
  id: string
  number?: string | null
  state?: ShipmentState | null
  carrier?: string | null
  service?: string | null
  trackingNumber?: string | null
  trackingUrl?: string | null
  weightKg?: string | null
  packages?: number | null
  shippedAt?: Date | null
  deliveredAt?: Date | null
  carriedBy?: string | null
  trackingPage?: string | null
  order?: OrderAnswer | null
  warehouse?: WarehouseAnswer | null
  lines?: ShipmentLineAnswer[]
  parcels?: ShipmentParcelAnswer[]
  pickups?: ShipmentPickupAnswer[]
}

export interface ShipmentLineAnswer {
  id: string
  quantity?: string | null
  shipment?: ShipmentAnswer | null
  orderLine?: OrderLineAnswer | null
}

export interface ShipmentParcelAnswer {
  id: string
  position?: number | null
  state?: ParcelState | null
  carrier?: string | null
  service?: string | null
  reference?: string | null
  trackingNumber?: string | null
  masterTrackingNumber?: string | null
  trackingUrl?: string | null
  weightKg?: string | null
  lengthCm?: string | null
  widthCm?: string | null
  heightCm?: string | null
  labelFormat?: LabelFormat | null
  currency?: string | null
  cost?: MoneyValue | null
  boughtAt?: Date | null
  cancelledAt?: Date | null
  deliveredAt?: Date | null
  status?: ParcelStatus | null
  trackedAt?: Date | null
  trackAt?: Date | null
  trackAnew?: Date | null
  trackFailures?: number | null
  problem?: string | null
  shipment?: ShipmentAnswer | null
  events?: ParcelEventAnswer[]
}

export interface ParcelEventAnswer {
  id: string
  occurredAt?: Date | null
  localTime?: string | null
  code?: string | null
  status?: ParcelStatus | null
  text?: string | null
  exception?: string | null
  city?: string | null
  region?: string | null
  countryCode?: string | null
  parcel?: ShipmentParcelAnswer | null
}

export interface ShipmentPickupAnswer {
  id: string
  state?: PickupState | null
  carrier?: string | null
  service?: string | null
  on?: string | null
  readyAt?: string | null
  closesAt?: string | null
  remarks?: string | null
  packages?: number | null
  confirmationCode?: string | null
  location?: string | null
  bookedAt?: Date | null
  cancelledAt?: Date | null
  problem?: string | null
  shipment?: ShipmentAnswer | null
}

export interface OrderAnswer {
  id: string
  number?: string | null
  state?: OrderState | null
  email?: string | null
  phone?: string | null
  visitorId?: string | null
  locale?: string | null
  currency?: string | null
  pricesIncludeTax?: boolean | null
  subtotal?: MoneyValue | null
  discountTotal?: MoneyValue | null
  discounts?: Discount[] | null
  shippingTotal?: MoneyValue | null
  shippingDiscount?: MoneyValue | null
  surchargeTotal?: MoneyValue | null
  taxTotal?: MoneyValue | null
  total?: MoneyValue | null
  taxes?: TaxLine[] | null
  shippingOption?: ShippingOption | null
  overpaid?: MoneyValue | null
  disputed?: MoneyValue | null
  paymentMethod?: PaymentMethod | null
  poNumber?: string | null
  note?: string | null
  placedAt?: Date | null
  cancelledAt?: Date | null
  cancelReason?: string | null
  externalNumber?: string | null
  confirmation?: Confirmation | null
  confirmedAt?: Date | null
  externalStatus?: string | null
  externalStatusAt?: Date | null
  internalNote?: string | null
  balance?: MoneyValue | null
  due?: MoneyValue | null
  paymentStatus?: PaymentStatus | null
  website?: WebsiteAnswer | null
  customer?: CustomerAnswer | null
  customerUser?: CustomerUserAnswer | null
  paymentTerm?: PaymentTermAnswer | null
  lines?: OrderLineAnswer[]
  addresses?: OrderAddressAnswer[]
  shipments?: ShipmentAnswer[]
  payments?: PaymentAnswer[]
  amendments?: OrderAmendmentAnswer[]
  reservations?: ReservationAnswer[]
  couponUses?: CouponUseAnswer[]
  promotionUses?: PromotionUseAnswer[]
  checkouts?: CheckoutAnswer[]
  invoices?: InvoiceAnswer[]
  tickets?: TicketAnswer[]
}

export interface OrderLineAnswer {
  id: string
  position?: number | null
  sku?: string | null
  name?: string | null
  details?: AttributeValue[] | null
  imageKey?: string | null
  productSlug?: string | null
  unitCode?: string | null
  unitLabel?: string | null
  quantity?: string | null
  currency?: string | null
  unitPrice?: MoneyValue | null
  rowTotal?: MoneyValue | null
  discountAmount?: MoneyValue | null
  discounts?: Discount[] | null
  taxRate?: string | null
  taxAmount?: MoneyValue | null
  confirmation?: Confirmation | null
  confirmedQuantity?: string | null
  confirmedPrice?: MoneyValue | null
  deliveries?: DeliveryPromise[] | null
  confirmationNote?: string | null
  unitName?: string | null
  countedUnitName?: string | null
  order?: OrderAnswer | null
  product?: ProductAnswer | null
  shipmentLines?: ShipmentLineAnswer[]
  invoiceLines?: InvoiceLineAnswer[]
}

export interface OrderAddressAnswer {
  id: string
  kind?: OrderAddressKind | null
  company?: string | null
  firstName?: string | null
  lastName?: string | null
  street?: string | null
  street2?: string | null
  city?: string | null
  region?: string | null
  postalCode?: string | null
  countryCode?: string | null
  phone?: string | null
  order?: OrderAnswer | null
}

export interface OrderAmendmentAnswer {
  id: string
  number?: number | null
  kind?: OrderAmendmentKind | null
  lines?: LineAmendment[] | null
  totalsBefore?: Totals | null
  madeAt?: Date | null
  order?: OrderAnswer | null
}

export interface RfqAnswer {
  id: string
  number?: string | null
  state?: RfqState | null
  email?: string | null
  firstName?: string | null
  lastName?: string | null
  company?: string | null
  phone?: string | null
  poNumber?: string | null
  neededBy?: string | null
  note?: string | null
  internalNote?: string | null
  declineReason?: string | null
  website?: WebsiteAnswer | null
  customer?: CustomerAnswer | null
  customerUser?: CustomerUserAnswer | null
  assignee?: UserAnswer | null
  lines?: RfqLineAnswer[]
  quotes?: QuoteAnswer[]
}

export interface RfqLineAnswer {
  id: string
  position?: number | null
  sku?: string | null
  name?: string | null
  note?: string | null
  rfq?: RfqAnswer | null
  product?: ProductAnswer | null
  requests?: RfqRequestAnswer[]
}

export interface RfqRequestAnswer {
  id: string
  position?: number | null
  quantity?: string | null
  currency?: string | null
  targetPrice?: MoneyValue | null
  line?: RfqLineAnswer | null
  unit?: UnitAnswer | null
}

export interface QuoteAnswer {
  id: string
  number?: string | null
  state?: QuoteState | null
  email?: string | null
  locale?: string | null
  currency?: string | null
  shippingTotal?: MoneyValue | null
  totals?: Totals | null
  validUntil?: Date | null
  sentAt?: Date | null
  decidedAt?: Date | null
  declineReason?: string | null
  shippingAddress?: Address | null
  poNumber?: string | null
  note?: string | null
  internalNote?: string | null
  website?: WebsiteAnswer | null
  customer?: CustomerAnswer | null
  customerUser?: CustomerUserAnswer | null
  rfq?: RfqAnswer | null
  owner?: UserAnswer | null
  paymentTerm?: PaymentTermAnswer | null
  lines?: QuoteLineAnswer[]
}

export interface QuoteLineAnswer {
  id: string
  position?: number | null
  sku?: string | null
  name?: string | null
  note?: string | null
  quote?: QuoteAnswer | null
  product?: ProductAnswer | null
  offers?: QuoteOfferAnswer[]
}

export interface QuoteOfferAnswer {
  id: string
  position?: number | null
  quantity?: string | null
  orMore?: boolean | null
  currency?: string | null
  unitPrice?: MoneyValue | null
  chosen?: boolean | null
  line?: QuoteLineAnswer | null
  unit?: UnitAnswer | null
}

export interface CheckoutAnswer {
  id: string
  state?: CheckoutState | null
  currency?: string | null
  locale?: string | null
  visitorId?: string | null
  email?: string | null
  phone?: string | null
  shippingAddress?: Address | null
  residential?: boolean | null
  billingAddress?: Address | null
  billingSameAsShipping?: boolean | null
  shippingOption?: ShippingOption | null
  shippingQuotedFor?: string | null
  paymentMethod?: CheckoutPaymentMethod | null
  saveCard?: boolean | null
  poNumber?: string | null
  note?: string | null
  snapshot?: Json | null
  expiresAt?: Date | null
  placingStep?: PlacingStep | null
  placingProblem?: string | null
  placingTries?: number | null
  resumeAt?: Date | null
  lines?: CartLineAnswer[] | null
  totals?: Totals | null
  appliedGiftCard?: AppliedGiftCard | null
  steps?: CheckoutStep[] | null
  ready?: boolean | null
  pricesIncludeTax?: boolean | null
  coupons?: CartCoupon[] | null
  cart?: CartAnswer | null
  website?: WebsiteAnswer | null
  customer?: CustomerAnswer | null
  customerUser?: CustomerUserAnswer | null
  order?: OrderAnswer | null
  giftCard?: GiftCardAnswer | null
  savedPaymentMethod?: SavedPaymentMethodAnswer | null
  reservations?: ReservationAnswer[]
  promotionUses?: PromotionUseAnswer[]
  payments?: PaymentAnswer[]
}

export interface InvoiceAnswer {
  id: string
  number?: string | null
  kind?: InvoiceKind | null
  state?: InvoiceState | null
  currency?: string | null
  subtotal?: MoneyValue | null
  taxTotal?: MoneyValue | null
  total?: MoneyValue | null
  taxes?: TaxLine[] | null
  discountTotal?: MoneyValue | null
  shippingTotal?: MoneyValue | null
  surchargeTotal?: MoneyValue | null
  issuedOn?: string | null
  dueOn?: string | null
  issuedAt?: Date | null
  email?: string | null
  billingAddress?: Address | null
  poNumber?: string | null
  note?: string | null
  paid?: MoneyValue | null
  credited?: MoneyValue | null
  open?: MoneyValue | null
  paymentStatus?: InvoicePaymentStatus | null
  organization?: OrganizationAnswer | null
  customer?: CustomerAnswer | null
  order?: OrderAnswer | null
  paymentTerm?: PaymentTermAnswer | null
  corrects?: InvoiceAnswer | null
  creditNotes?: InvoiceAnswer[]
  lines?: InvoiceLineAnswer[]
  payments?: InvoicePaymentAnswer[]
}

export interface InvoiceLineAnswer {
  id: string
  position?: number | null
  sku?: string | null
  name?: string | null
  unitCode?: string | null
  quantity?: string | null
  currency?: string | null
  unitPrice?: MoneyValue | null
  rowTotal?: MoneyValue | null
  discountAmount?: MoneyValue | null
  taxRate?: string | null
  taxAmount?: MoneyValue | null
  invoice?: InvoiceAnswer | null
  orderLine?: OrderLineAnswer | null
  product?: ProductAnswer | null
}

export interface InvoicePaymentAnswer {
  id: string
  reference?: string | null
  currency?: string | null
  amount?: MoneyValue | null
  method?: string | null
  paidOn?: string | null
  methodType?: string | null
  methodDigits?: string | null
  invoice?: InvoiceAnswer | null
  payment?: PaymentAnswer | null
}

export interface AccountAnswer {
  id: string
  code?: string | null
  name?: string | null
  kind?: AccountKind | null
  industry?: string | null
  url?: string | null
  email?: string | null
  phone?: string | null
  note?: string | null
  organization?: OrganizationAnswer | null
  owner?: UserAnswer | null
  contacts?: ContactAnswer[]
  customers?: CustomerAnswer[]
  tickets?: TicketAnswer[]
}

export interface ContactAnswer {
  id: string
  firstName?: string | null
  lastName?: string | null
  email?: string | null
  phone?: string | null
  mobile?: string | null
  jobTitle?: string | null
  locale?: string | null
  emailConsent?: boolean | null
  address?: Address | null
  note?: string | null
  organization?: OrganizationAnswer | null
  account?: AccountAnswer | null
  customerUser?: CustomerUserAnswer | null
  owner?: UserAnswer | null
  marketingListMembers?: MarketingListMemberAnswer[]
  tickets?: TicketAnswer[]
}

export interface MarketingListAnswer {
  id: string
  code?: string | null
  name?: string | null
  description?: string | null
  organization?: OrganizationAnswer | null
  owner?: UserAnswer | null
  members?: MarketingListMemberAnswer[]
  campaigns?: EmailCampaignAnswer[]
}

export interface MarketingListMemberAnswer {
  id: string
  email?: string | null
  firstName?: string | null
  lastName?: string | null
  locale?: string | null
  state?: SubscriptionState | null
  subscribedAt?: Date | null
  unsubscribedAt?: Date | null
  list?: MarketingListAnswer | null
  contact?: ContactAnswer | null
  customerUser?: CustomerUserAnswer | null
  emailResults?: EmailResultAnswer[]
}

export interface EmailCampaignAnswer {
  id: string
  code?: string | null
  name?: string | null
  state?: EmailCampaignState | null
  senderName?: string | null
  senderEmail?: string | null
  subject?: string | null
  html?: string | null
  text?: string | null
  scheduledAt?: Date | null
  startedAt?: Date | null
  finishedAt?: Date | null
  delivered?: number | null
  opened?: number | null
  clicked?: number | null
  bounced?: number | null
  unsubscribed?: number | null
  organization?: OrganizationAnswer | null
  list?: MarketingListAnswer | null
  owner?: UserAnswer | null
  results?: EmailResultAnswer[]
}

export interface EmailResultAnswer {
  id: string
  kind?: EmailResultKind | null
  email?: string | null
  reference?: string | null
  url?: string | null
  at?: Date | null
  campaign?: EmailCampaignAnswer | null
  member?: MarketingListMemberAnswer | null
}

export interface TicketAnswer {
  id: string
  number?: string | null
  subject?: string | null
  description?: string | null
  state?: TicketState | null
  priority?: TicketPriority | null
  channel?: TicketChannel | null
  email?: string | null
  resolution?: string | null
  resolvedAt?: Date | null
  closedAt?: Date | null
  organization?: OrganizationAnswer | null
  account?: AccountAnswer | null
  contact?: ContactAnswer | null
  customer?: CustomerAnswer | null
  customerUser?: CustomerUserAnswer | null
  order?: OrderAnswer | null
  assignee?: UserAnswer | null
  comments?: TicketCommentAnswer[]
}

export interface TicketCommentAnswer {
  id: string
  body?: string | null
  internal?: boolean | null
  author?: string | null
  writtenAt?: Date | null
  ticket?: TicketAnswer | null
  user?: UserAnswer | null
}

export interface Actions {
  'user.setPassword': { input: { id: string; password: string }; result: Done }
  'user.issueWsseKey': { input: { id: string }; result: WsseKey }
  'user.revokeTokens': { input: { id: string }; result: Done }
  'apiClient.issueSecret': { input: { id: string }; result: ClientSecret }
  'apiClient.revokeTokens': { input: { id: string }; result: Done }
  'job.cancel': { input: { id: string }; result: JobAnswer }
  'job.resume': { input: { id: string }; result: JobAnswer }
  'webhookSubscription.rotateSecret': { input: { id: string; overlapHours?: number | null }; result: WebhookSecret }
  'webhookSubscription.test': { input: { id: string }; result: WebhookDeliveryAnswer }
  'webhookDelivery.replay': { input: { id: string }; result: WebhookDeliveryAnswer }
  'deadLetter.replay': { input: { id: string }; result: DeadLetterAnswer }
  'integration.setCredentials': { input: { id: string; credentials?: Json | null }; result: IntegrationAnswer }
  'integration.check': { input: { id: string }; result: IntegrationCheck }
  'integration.pause': { input: { id: string; reason?: string | null }; result: IntegrationAnswer }
  'integration.resume': { input: { id: string }; result: IntegrationAnswer }
  'fileAccount.setPassword': { input: { id: string; password?: string | null }; result: Done }
  'connector.run': { input: { id: string; trial?: boolean | null; full?: boolean | null; rowIds?: string[] | null }; result: ExchangeRunAnswer }
  'exchangeRun.cancel': { input: { id: string }; result: ExchangeRunAnswer }
  'exchangeRun.resume': { input: { id: string }; result: ExchangeRunAnswer }
  'exchangeRun.confirm': { input: { id: string }; result: ExchangeRunAnswer }
  'customerUser.register': { input: { email: string; password: string; firstName: string; lastName: string; company?: string | null; phone?: string | null }; result: Session }
  'customerUser.confirm': { input: { token: string }; result: Done }
  'customerUser.requestConfirmation': { input: Record<string, never>; result: Done }
  'customerUser.signIn': { input: { email: string; password: string }; result: Session }
  'customerUser.signOut': { input: Record<string, never>; result: Done }
  'customerUser.requestPasswordReset': { input: { email: string }; result: Done }
  'customerUser.resetPassword': { input: { token: string; password: string }; result: Session }
  'customerUser.changePassword': { input: { current: string; password: string }; result: Done }
  'customerUser.setPassword': { input: { id: string; password: string }; result: Done }
  'customerUser.updateProfile': { input: { firstName?: string | null; lastName?: string | null; phone?: string | null; locale?: string | null }; result: CustomerUserAnswer }
  'customerAddress.add': { input: { address: Address; label?: string | null; defaultShipping: boolean; defaultBilling: boolean }; result: CustomerAddressAnswer }
  'customerAddress.change': { input: { id: string; address: Address; label?: string | null; defaultShipping?: boolean | null; defaultBilling?: boolean | null }; result: CustomerAddressAnswer }
  'customerAddress.remove': { input: { id: string }; result: Done }
  'inventoryLevel.adjust': { input: { id: string; change: string; unitId?: string | null; reason: StockMovementReason; note?: string | null; reference?: string | null }; result: InventoryLevelAnswer }
  'priceList.setPrices': { input: { series: string; websiteId: string; customerId?: string | null; customerGroupId?: string | null; precedence: number; validFrom?: string | null; validUntil?: string | null; productId: string; unitId: string; currency: string; sole: boolean; tiers: PriceTier[] }; result: Done }
  'promotion.activate': { input: { id: string }; result: PromotionAnswer }
  'promotion.pause': { input: { id: string }; result: PromotionAnswer }
  'promotion.end': { input: { id: string }; result: PromotionAnswer }
  'savedPaymentMethod.beginAdding': { input: Record<string, never>; result: CardSetup }
  'savedPaymentMethod.finishAdding': { input: { reference: string }; result: SavedPaymentMethodAnswer }
  'savedPaymentMethod.makeDefault': { input: { id: string }; result: SavedPaymentMethodAnswer }
  'savedPaymentMethod.remove': { input: { id: string }; result: Done }
  'giftCard.issue': { input: { websiteId: string; currency: string; amount: MoneyValue; customerId?: string | null; code?: string | null; expiresOn?: string | null; note?: string | null }; result: IssuedGiftCard }
  'giftCard.topUp': { input: { id: string; amount: MoneyValue; expiresOn?: string | null }; result: GiftCardAnswer }
  'giftCard.disable': { input: { id: string }; result: GiftCardAnswer }
  'giftCard.enable': { input: { id: string }; result: GiftCardAnswer }
  'pushSubscription.add': { input: { endpoint: string; p256dh: string; auth: string; serverKey: string; replaces?: string | null }; result: PushSubscriptionAnswer }
  'pushSubscription.remove': { input: { endpoint?: string | null }; result: Done }
  'cart.addLine': { input: { productId?: string | null; sku?: string | null; unit?: string | null; quantity: string }; result: CartAnswer }
  'cart.changeLine': { input: { lineId: string; quantity: string }; result: CartAnswer }
  'cart.removeLine': { input: { lineId: string }; result: CartAnswer }
  'cart.clear': { input: Record<string, never>; result: CartAnswer }
  'cart.applyCoupon': { input: { code: string }; result: CartAnswer }
  'cart.removeCoupon': { input: { code: string }; result: CartAnswer }
  'shoppingList.create': { input: { name: string; note?: string | null; preferred: boolean }; result: ShoppingListAnswer }
  'shoppingList.change': { input: { id: string; name?: string | null; note?: string | null; preferred?: boolean | null }; result: ShoppingListAnswer }
  'shoppingList.remove': { input: { id: string }; result: Done }
  'shoppingList.addLine': { input: { id?: string | null; productId?: string | null; sku?: string | null; unit?: string | null; quantity: string; note?: string | null }; result: ShoppingListAnswer }
  'shoppingList.changeLine': { input: { id: string; lineId: string; quantity?: string | null; note?: string | null }; result: ShoppingListAnswer }
  'shoppingList.removeLine': { input: { id: string; lineId: string }; result: ShoppingListAnswer }
  'shoppingList.addToCart': { input: { id: string; lineIds?: string[] | null }; result: CartAnswer }
  'payment.capture': { input: { id: string; amount?: MoneyValue | null; final: boolean }; result: PaymentAnswer }
  'payment.cancel': { input: { id: string; reason?: MoneyBackReason | null }; result: PaymentAnswer }
  'payment.renew': { input: { id: string }; result: PaymentAnswer }
  'payment.refund': { input: { id: string; amount?: MoneyValue | null; reason?: MoneyBackReason | null }; result: PaymentAnswer }
  'payment.recordRefund': { input: { id: string; amount: MoneyValue; reference: string; reason?: MoneyBackReason | null }; result: PaymentAnswer }
  'paymentDifference.check': { input: { id: string }; result: PaymentDifferenceAnswer }
  'paymentDifference.dismiss': { input: { id: string; note: string }; result: PaymentDifferenceAnswer }
  'shipment.buyLabels': { input: { id: string; service?: string | null; format: LabelFormat; parcels?: ParcelMeasure[] | null }; result: ShipmentAnswer }
  'shipment.cancelLabels': { input: { id: string; trackingNumber?: string | null }; result: ShipmentAnswer }
  'shipment.bookPickup': { input: { id: string; on: string; readyAt: string; closesAt: string; remarks?: string | null }; result: ShipmentAnswer }
  'shipment.cancelPickup': { input: { id: string }; result: ShipmentAnswer }
  'shipment.enter': { input: { orderId: string; number: string; carrier: string; service?: string | null; trackingNumber?: string | null; trackingUrl?: string | null; warehouseId?: string | null; packages?: number | null; shippedAt?: Date | null; lines: EnteredShipmentLine[] }; result: ShipmentAnswer }
  'shipment.ship': { input: { id: string; trackingNumber?: string | null; trackingUrl?: string | null; unpaid?: boolean | null; untracked?: boolean | null; disputed?: boolean | null }; result: ShipmentAnswer }
  'shipment.deliver': { input: { id: string }; result: ShipmentAnswer }
  'shipment.cancel': { input: { id: string }; result: ShipmentAnswer }
  'shipmentParcel.track': { input: { id: string }; result: ShipmentParcelAnswer }
  'order.orderAgain': { input: { id: string; positions?: number[] | null }; result: CartAnswer }
  'order.enter': { input: { websiteId: string; customerId?: string | null; customerUserId?: string | null; email?: string | null; phone?: string | null; locale?: string | null; currency?: string | null; lines: EnteredOrderLine[]; shippingAddress: Address; billingAddress?: Address | null; delivery?: EnteredDelivery | null; couponCodes?: string[] | null; paymentMethod?: EnteredPaymentMethod | null; paymentTermId?: string | null; poNumber?: string | null; note?: string | null; internalNote?: string | null; externalSystem?: string | null; externalNumber?: string | null; placedAt?: Date | null }; result: OrderAnswer }
  'order.addLine': { input: { id: string; productId?: string | null; sku?: string | null; unit?: string | null; quantity: string; unitPrice?: string | null }; result: OrderAnswer }
  'order.changeLine': { input: { id: string; position: number; quantity?: string | null; unitPrice?: string | null }; result: OrderAnswer }
  'order.removeLine': { input: { id: string; position: number }; result: OrderAnswer }
  'order.confirm': { input: { id: string; externalSystem?: string | null; externalNumber?: string | null; currency?: string | null; lines: LineConfirmation[] }; result: OrderAnswer }
  'order.charge': { input: { id: string; savedPaymentMethodId?: string | null }; result: PaymentAnswer }
  'order.pay': { input: { id: string }; result: OrderPayment }
  'order.cancel': { input: { id: string; reason?: string | null }; result: OrderAnswer }
  'rfq.submit': { input: { lines: RequestedLine[]; neededBy?: string | null; poNumber?: string | null; note?: string | null }; result: RfqAnswer }
  'rfq.process': { input: { id: string }; result: RfqAnswer }
  'rfq.decline': { input: { id: string; reason?: string | null }; result: RfqAnswer }
  'rfq.cancel': { input: { id: string }; result: RfqAnswer }
  'quote.send': { input: { id: string }; result: QuoteAnswer }
  'quote.accept': { input: { id: string; offerIds?: string[] | null }; result: QuoteAnswer }
  'quote.decline': { input: { id: string; reason?: string | null }; result: QuoteAnswer }
  'quote.expire': { input: { id: string }; result: QuoteAnswer }
  'checkout.start': { input: Record<string, never>; result: CheckoutAnswer }
  'checkout.setContact': { input: { checkoutId: string; email: string; phone?: string | null; poNumber?: string | null; note?: string | null }; result: CheckoutAnswer }
  'checkout.setShippingAddress': { input: { checkoutId: string; address?: Address | null; customerAddressId?: string | null; residential?: boolean | null }; result: CheckoutAnswer }
  'checkout.setShippingMethod': { input: { checkoutId: string; optionId: string }; result: CheckoutAnswer }
  'checkout.setBillingAddress': { input: { checkoutId: string; sameAsShipping: boolean; address?: Address | null; customerAddressId?: string | null }; result: CheckoutAnswer }
  'checkout.setPaymentMethod': { input: { checkoutId: string; method: CheckoutPaymentMethod; savedPaymentMethodId?: string | null; saveCard?: boolean | null }; result: CheckoutAnswer }
  'checkout.applyCoupon': { input: { checkoutId: string; code: string }; result: CheckoutAnswer }
  'checkout.removeCoupon': { input: { checkoutId: string; code: string }; result: CheckoutAnswer }
  'checkout.applyGiftCard': { input: { checkoutId: string; code?: string | null; storeCredit?: boolean | null }; result: CheckoutAnswer }
  'checkout.removeGiftCard': { input: { checkoutId: string }; result: CheckoutAnswer }
  'checkout.place': { input: { checkoutId: string; expectedTotal: MoneyValue; expectedRest?: MoneyValue | null }; result: Placement }
  'checkout.complete': { input: { checkoutId: string; paymentReference?: string | null }; result: Placement }
  'checkout.reopen': { input: { checkoutId: string }; result: CheckoutAnswer }
  'checkout.check': { input: { id: string }; result: CheckoutAnswer }
  'checkout.release': { input: { id: string }; result: CheckoutAnswer }
  'invoice.enter': { input: { number: string; kind: InvoiceKind; organizationId: string; orderId?: string | null; customerId?: string | null; currency: string; subtotal: string; discountTotal: string; shippingTotal: string; surchargeTotal: string; taxTotal: string; total: string; taxes?: TaxLine[] | null; issuedOn?: string | null; dueOn?: string | null; poNumber?: string | null; note?: string | null; lines: EnteredInvoiceLine[] }; result: InvoiceAnswer }
  'invoice.draft': { input: { orderId: string; note?: string | null }; result: InvoiceAnswer }
  'invoice.issue': { input: { id: string }; result: InvoiceAnswer }
  'invoice.cancel': { input: { id: string }; result: InvoiceAnswer }
  'invoice.credit': { input: { id: string; note?: string | null }; result: InvoiceAnswer }
  'emailCampaign.schedule': { input: { id: string; at: Date }; result: EmailCampaignAnswer }
  'emailCampaign.unschedule': { input: { id: string }; result: EmailCampaignAnswer }
  'emailCampaign.start': { input: { id: string }; result: EmailCampaignAnswer }
  'emailCampaign.finish': { input: { id: string }; result: EmailCampaignAnswer }
  'emailCampaign.cancel': { input: { id: string }; result: EmailCampaignAnswer }
  'ticket.waitForAnswer': { input: { id: string }; result: TicketAnswer }
  'ticket.reopen': { input: { id: string }; result: TicketAnswer }
  'ticket.resolve': { input: { id: string; resolution?: string | null }; result: TicketAnswer }
  'ticket.close': { input: { id: string }; result: TicketAnswer }
}

export interface Questions {
  'website.current': { input: Record<string, never>; result: WebsiteAnswer }
  'customerUser.current': { input: Record<string, never>; result: CustomerUserAnswer | null }
  'customerAddress.mine': { input: Record<string, never>; result: CustomerAddressAnswer[] }
  'category.tree': { input: Record<string, never>; result: CategoryAnswer[] }
  'category.find': { input: { slug: string }; result: CategoryAnswer | null }
  'product.search': { input: { query?: string | null; category?: string | null; filters?: FacetFilter[] | null; minPrice?: string | null; maxPrice?: string | null; available?: boolean | null; sort?: ProductSort | null; first: number; after?: string | null }; result: ProductListing }
  'product.suggest': { input: { query: string; first: number }; result: Suggestions }
  'product.find': { input: { slug?: string | null; sku?: string | null; id?: string | null }; result: ProductAnswer | null }
  'price.forCustomer': { input: { websiteId: string; customerId?: string | null; productIds: string[]; currency: string; at?: Date | null }; result: CustomerPrice[] }
  'savedPaymentMethod.mine': { input: Record<string, never>; result: SavedPaymentMethodAnswer[] }
  'pushSubscription.mine': { input: { endpoint?: string | null }; result: PushSubscriptionAnswer[] }
  'cart.current': { input: Record<string, never>; result: CartAnswer | null }
  'shipmentParcel.label': { input: { id: string }; result: LabelFile }
  'order.track': { input: { number: string; email: string }; result: TrackedOrder }
  'checkout.current': { input: { checkoutId?: string | null }; result: CheckoutAnswer | null }
  'checkout.atBank': { input: Record<string, never>; result: CheckoutAnswer[] }
  'checkout.refusedByBank': { input: Record<string, never>; result: CheckoutAnswer[] }
  'checkout.shippingOptions': { input: { checkoutId: string }; result: ShippingOptions }
  'checkout.addressCheck': { input: { checkoutId: string }; result: AddressCheck }
  'checkout.paymentOptions': { input: { checkoutId: string }; result: PaymentOption[] }
  'invoice.ofOrder': { input: { orderId: string }; result: InvoiceAnswer[] }
}
