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

export type ApiClientKind = 'integration' | 'app'

export type AuditActor = 'user' | 'client'

export type JobKind = 'batch'

export type JobState = 'receiving' | 'waiting' | 'running' | 'done' | 'cancelled' | 'failed'

export type JobMode = 'create' | 'update' | 'upsert' | 'delete'

export type CustomerUserRole = 'administrator' | 'buyer'

export type AttributeType = 'option' | 'options' | 'text' | 'number' | 'boolean'

export type ProductType = 'simple' | 'configurable'

export type ProductStatus = 'enabled' | 'disabled'

export type ProductSort = 'relevance' | 'position' | 'nameAscending' | 'nameDescending' | 'priceAscending' | 'priceDescending' | 'newest'

export type ReservationState = 'held' | 'committed' | 'released' | 'shipped'

export type CartState = 'open' | 'ordered' | 'merged' | 'abandoned'

export type PaymentState = 'pending' | 'processing' | 'authorized' | 'partiallyCaptured' | 'captured' | 'partiallyRefunded' | 'refunded' | 'cancelled' | 'failed'

export type PaymentEventKind = 'created' | 'actionRequired' | 'processing' | 'authorized' | 'captured' | 'failed' | 'cancelled' | 'refunded' | 'refundPending' | 'refundFailed' | 'disputed' | 'disputeWon' | 'disputeLost'

export type ShippingMethodKind = 'flatRate' | 'pickup'

export type ShipmentState = 'pending' | 'shipped' | 'delivered' | 'cancelled'

export type OrderState = 'placed' | 'processing' | 'shipped' | 'completed' | 'cancelled'

export type PaymentStatus = 'unpaid' | 'authorized' | 'partiallyPaid' | 'paid' | 'partiallyRefunded' | 'refunded'

export type OrderAddressKind = 'shipping' | 'billing'

export type CheckoutState = 'open' | 'paying' | 'completed' | 'expired'

export type GrantLevel = 'none' | 'own' | 'organization' | 'all'

export type AvailabilityStatus = 'inStock' | 'lowStock' | 'backorder' | 'outOfStock' | 'upcoming' | 'discontinued'

export type CheckoutStepName = 'contact' | 'shippingAddress' | 'shippingMethod' | 'billingAddress' | 'payment'

export type PlacementStatus = 'awaitingPayment' | 'processing' | 'completed' | 'failed' | 'refunded'

/** What a browser needs to collect a payment. */
export interface PaymentSetup {
  provider: string
  publishableKey: string
  scriptUrl?: string | null
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

/** One tax on the bill. */
export interface TaxLine {
  name: string
  rate: string
  amount: MoneyValue
}

/** What is to be paid. Without tax unless the website’s prices include it. */
export interface Totals {
  subtotal: MoneyValue
  shipping?: MoneyValue | null
  tax: MoneyValue
  taxes: TaxLine[]
  total: MoneyValue
}

/** Something that stands in the way of buying a cart as it is. */
export interface CartProblem {
  code: string
  text: string
  lineId?: string | null
  available?: string | null
}

/** A way of delivery that can be chosen, with its price. */
export interface ShippingOption {
  id: string
  carrier: string
  service: string
  label: string
  description?: string | null
  price: MoneyValue
  transitDaysMin?: number | null
  transitDaysMax?: number | null
  deliveryDate?: string | null
  pickup: boolean
}

/** What can be chosen now. */
export interface ShippingOptions {
  options: ShippingOption[]
  notices: Notice[]
}

/** Something the shopper should know, which does not stop them. */
export interface Notice {
  code: string
  text: string
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
  organizationId: string
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

/** A system or an app that calls the back office: an ERP by its own name (client credentials), or an app for people (authorization code). */
export interface ApiClientTable {
  id: string
  clientId: string
  name: string
  kind: Generated<ApiClientKind>
  active: Generated<boolean>
  allowedIps: Generated<string[]>
  redirectUris: Generated<string[]>
  tokenMinutes: Generated<number>
  requestsPerMinute: Generated<number>
  secretHash: string | null
  lastUsedAt: Date | null
  organizationId: string
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

/** One deed of a person or a system of the house: never changed, never taken away. */
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
  organizationId: string
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
  code: string
  detail: string
  source: string | null
  jobId: string
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** Customers that are treated alike, mostly in prices. */
export interface CustomerGroupTable {
  id: string
  code: string
  name: string
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
  note: string | null
  parentId: string | null
  groupId: string | null
  organizationId: string
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
  lastSignInAt: Date | null
  customerId: string
  websiteId: string
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

/** Something sold: by itself (simple), or as the choice among its variants (configurable). */
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

/** Prices that are kept together and given to websites, groups and customers. */
export interface PriceListTable {
  id: string
  code: string
  name: string
  currencies: string[]
  active: Generated<boolean>
  validFrom: Date | null
  validUntil: Date | null
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
  priority: Generated<number>
  priceListId: string
  websiteId: string
  customerGroupId: string | null
  customerId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** A tax on products of a code that go to a place. Of several rules the narrowest place wins; rules of the same name add up only where `stacks`. */
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
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

/** What somebody is about to buy. */
export interface CartTable {
  id: string
  state: Generated<CartState>
  currency: string
  visitorId: string | null
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

/** A way in which an order is paid. What is authorized, captured and refunded is the sum of its events. */
export interface PaymentTable {
  id: string
  provider: string
  reference: string | null
  currency: string
  amount: string
  method: string | null
  checkoutId: string | null
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
  detail: ColumnType<Json, Json | string | undefined, Json | string>
  occurredAt: Date
  paymentId: string
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
  freeFrom: string | null
  transitDaysMin: number | null
  transitDaysMax: number | null
  active: Generated<boolean>
  position: Generated<number>
  websiteId: string
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
  shippingTotal: string
  taxTotal: string
  total: string
  taxes: ColumnType<TaxLine[], Json | string, Json | string>
  shippingOption: ColumnType<ShippingOption | null, Json | string | null | undefined, Json | string | null>
  poNumber: string | null
  note: string | null
  placedAt: Date
  websiteId: string
  customerId: string | null
  customerUserId: string | null
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
  taxRate: string
  taxAmount: string
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
  poNumber: string | null
  note: string | null
  snapshot: ColumnType<Json | null, Json | string | null | undefined, Json | string | null>
  expiresAt: Date | null
  cartId: string
  websiteId: string
  customerId: string | null
  customerUserId: string | null
  orderId: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

export interface Tables {
  organizations: OrganizationTable
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
  customerGroups: CustomerGroupTable
  customers: CustomerTable
  customerUsers: CustomerUserTable
  customerAddresses: CustomerAddressTable
  brands: BrandTable
  units: UnitTable
  productTaxCodes: ProductTaxCodeTable
  attributes: AttributeTable
  attributeOptions: AttributeOptionTable
  categories: CategoryTable
  products: ProductTable
  productUnits: ProductUnitTable
  productCategories: ProductCategoryTable
  productImages: ProductImageTable
  warehouses: WarehouseTable
  inventoryLevels: InventoryLevelTable
  reservations: ReservationTable
  priceLists: PriceListTable
  prices: PriceTable
  priceListAssignments: PriceListAssignmentTable
  taxRules: TaxRuleTable
  carts: CartTable
  cartLines: CartLineTable
  payments: PaymentTable
  paymentEvents: PaymentEventTable
  shippingMethods: ShippingMethodTable
  shipments: ShipmentTable
  shipmentLines: ShipmentLineTable
  orders: OrderTable
  orderLines: OrderLineTable
  orderAddresses: OrderAddressTable
  checkouts: CheckoutTable
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
  websites?: WebsiteAnswer[]
  roles?: RoleAnswer[]
  users?: UserAnswer[]
  apiClients?: ApiClientAnswer[]
  auditEntries?: AuditEntryAnswer[]
  jobs?: JobAnswer[]
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
  localizations?: LocalizationAnswer[] | null
  notice?: string | null
  payment?: PaymentSetup | null
  organization?: OrganizationAnswer | null
  customerUsers?: CustomerUserAnswer[]
  priceListAssignments?: PriceListAssignmentAnswer[]
  carts?: CartAnswer[]
  shippingMethods?: ShippingMethodAnswer[]
  orders?: OrderAnswer[]
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
  roles?: UserRoleAnswer[]
  jobs?: JobAnswer[]
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
  active?: boolean | null
  allowedIps?: string[] | null
  redirectUris?: string[] | null
  tokenMinutes?: number | null
  requestsPerMinute?: number | null
  lastUsedAt?: Date | null
  organization?: OrganizationAnswer | null
  roles?: ApiClientRoleAnswer[]
  jobs?: JobAnswer[]
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
  code?: string | null
  detail?: string | null
  source?: string | null
  job?: JobAnswer | null
}

export interface CustomerGroupAnswer {
  id: string
  code?: string | null
  name?: string | null
  customers?: CustomerAnswer[]
  priceListAssignments?: PriceListAssignmentAnswer[]
}

export interface CustomerAnswer {
  id: string
  code?: string | null
  name?: string | null
  vatNumber?: string | null
  taxExempt?: boolean | null
  active?: boolean | null
  note?: string | null
  parent?: CustomerAnswer | null
  children?: CustomerAnswer[]
  group?: CustomerGroupAnswer | null
  organization?: OrganizationAnswer | null
  users?: CustomerUserAnswer[]
  addresses?: CustomerAddressAnswer[]
  priceListAssignments?: PriceListAssignmentAnswer[]
  orders?: OrderAnswer[]
  checkouts?: CheckoutAnswer[]
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
  addresses?: CustomerAddressAnswer[]
  orders?: OrderAnswer[]
  carts?: CartAnswer[]
  checkouts?: CheckoutAnswer[]
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
}

export interface UnitAnswer {
  id: string
  code?: string | null
  label?: string | null
  labelPlural?: string | null
  symbol?: string | null
  products?: ProductAnswer[]
  productUnits?: ProductUnitAnswer[]
  prices?: PriceAnswer[]
  cartLines?: CartLineAnswer[]
}

export interface ProductTaxCodeAnswer {
  id: string
  code?: string | null
  name?: string | null
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
}

export interface AttributeOptionAnswer {
  id: string
  code?: string | null
  label?: string | null
  swatch?: string | null
  position?: number | null
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
  taxCode?: ProductTaxCodeAnswer | null
  units?: ProductUnitAnswer[]
  categories?: ProductCategoryAnswer[]
  images?: ProductImageAnswer[]
  prices?: PriceAnswer[]
  inventoryLevels?: InventoryLevelAnswer[]
  reservations?: ReservationAnswer[]
  cartLines?: CartLineAnswer[]
  orderLines?: OrderLineAnswer[]
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
  priority?: number | null
  inventoryLevels?: InventoryLevelAnswer[]
  reservations?: ReservationAnswer[]
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

export interface PriceListAnswer {
  id: string
  code?: string | null
  name?: string | null
  currencies?: string[] | null
  active?: boolean | null
  validFrom?: Date | null
  validUntil?: Date | null
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
  priority?: number | null
  priceList?: PriceListAnswer | null
  website?: WebsiteAnswer | null
  customerGroup?: CustomerGroupAnswer | null
  customer?: CustomerAnswer | null
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
}

export interface CartAnswer {
  id: string
  state?: CartState | null
  currency?: string | null
  visitorId?: string | null
  totals?: Totals | null
  itemCount?: number | null
  problems?: CartProblem[] | null
  pricesIncludeTax?: boolean | null
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
  precision?: number | null
  minimumQuantity?: string | null
  maximumQuantity?: string | null
  cart?: CartAnswer | null
  product?: ProductAnswer | null
  unit?: UnitAnswer | null
}

export interface PaymentAnswer {
  id: string
  provider?: string | null
  reference?: string | null
  currency?: string | null
  amount?: MoneyValue | null
  method?: string | null
  state?: PaymentState | null
  authorized?: MoneyValue | null
  captured?: MoneyValue | null
  refunded?: MoneyValue | null
  checkout?: CheckoutAnswer | null
  order?: OrderAnswer | null
  events?: PaymentEventAnswer[]
}

export interface PaymentEventAnswer {
  id: string
  kind?: PaymentEventKind | null
  currency?: string | null
  amount?: MoneyValue | null
  reference?: string | null
  message?: string | null
  code?: string | null
  detail?: Json | null
  occurredAt?: Date | null
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
  freeFrom?: MoneyValue | null
  transitDaysMin?: number | null
  transitDaysMax?: number | null
  active?: boolean | null
  position?: number | null
  website?: WebsiteAnswer | null
}

export interface ShipmentAnswer {
  id: string
  number?: string | null
  state?: ShipmentState | null
  carrier?: string | null
  service?: string | null
  trackingNumber?: string | null
  trackingUrl?: string | null
  shippedAt?: Date | null
  deliveredAt?: Date | null
  order?: OrderAnswer | null
  warehouse?: WarehouseAnswer | null
  lines?: ShipmentLineAnswer[]
}

export interface ShipmentLineAnswer {
  id: string
  quantity?: string | null
  shipment?: ShipmentAnswer | null
  orderLine?: OrderLineAnswer | null
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
  shippingTotal?: MoneyValue | null
  taxTotal?: MoneyValue | null
  total?: MoneyValue | null
  taxes?: TaxLine[] | null
  shippingOption?: ShippingOption | null
  poNumber?: string | null
  note?: string | null
  placedAt?: Date | null
  paymentStatus?: PaymentStatus | null
  website?: WebsiteAnswer | null
  customer?: CustomerAnswer | null
  customerUser?: CustomerUserAnswer | null
  lines?: OrderLineAnswer[]
  addresses?: OrderAddressAnswer[]
  shipments?: ShipmentAnswer[]
  payments?: PaymentAnswer[]
  reservations?: ReservationAnswer[]
  checkouts?: CheckoutAnswer[]
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
  taxRate?: string | null
  taxAmount?: MoneyValue | null
  order?: OrderAnswer | null
  product?: ProductAnswer | null
  shipmentLines?: ShipmentLineAnswer[]
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
  poNumber?: string | null
  note?: string | null
  snapshot?: Json | null
  expiresAt?: Date | null
  lines?: CartLineAnswer[] | null
  totals?: Totals | null
  steps?: CheckoutStep[] | null
  ready?: boolean | null
  pricesIncludeTax?: boolean | null
  cart?: CartAnswer | null
  website?: WebsiteAnswer | null
  customer?: CustomerAnswer | null
  customerUser?: CustomerUserAnswer | null
  order?: OrderAnswer | null
  reservations?: ReservationAnswer[]
  payments?: PaymentAnswer[]
}

export interface Actions {
  'user.setPassword': { input: { id: string; password: string }; result: Done }
  'user.issueWsseKey': { input: { id: string }; result: WsseKey }
  'user.revokeTokens': { input: { id: string }; result: Done }
  'apiClient.issueSecret': { input: { id: string }; result: ClientSecret }
  'apiClient.revokeTokens': { input: { id: string }; result: Done }
  'job.cancel': { input: { id: string }; result: JobAnswer }
  'job.resume': { input: { id: string }; result: JobAnswer }
  'customerUser.register': { input: { email: string; password: string; firstName: string; lastName: string; company?: string | null; phone?: string | null }; result: Session }
  'customerUser.confirm': { input: { token: string }; result: Done }
  'customerUser.requestConfirmation': { input: Record<string, never>; result: Done }
  'customerUser.signIn': { input: { email: string; password: string }; result: Session }
  'customerUser.signOut': { input: Record<string, never>; result: Done }
  'customerUser.requestPasswordReset': { input: { email: string }; result: Done }
  'customerUser.resetPassword': { input: { token: string; password: string }; result: Session }
  'customerUser.changePassword': { input: { current: string; password: string }; result: Done }
  'customerUser.updateProfile': { input: { firstName?: string | null; lastName?: string | null; phone?: string | null; locale?: string | null }; result: CustomerUserAnswer }
  'customerAddress.add': { input: { address: Address; label?: string | null; defaultShipping: boolean; defaultBilling: boolean }; result: CustomerAddressAnswer }
  'customerAddress.change': { input: { id: string; address: Address; label?: string | null; defaultShipping?: boolean | null; defaultBilling?: boolean | null }; result: CustomerAddressAnswer }
  'customerAddress.remove': { input: { id: string }; result: Done }
  'cart.addLine': { input: { productId?: string | null; sku?: string | null; unit?: string | null; quantity: string }; result: CartAnswer }
  'cart.changeLine': { input: { lineId: string; quantity: string }; result: CartAnswer }
  'cart.removeLine': { input: { lineId: string }; result: CartAnswer }
  'cart.clear': { input: Record<string, never>; result: CartAnswer }
  'checkout.start': { input: Record<string, never>; result: CheckoutAnswer }
  'checkout.setContact': { input: { checkoutId: string; email: string; phone?: string | null; poNumber?: string | null; note?: string | null }; result: CheckoutAnswer }
  'checkout.setShippingAddress': { input: { checkoutId: string; address?: Address | null; customerAddressId?: string | null; residential?: boolean | null }; result: CheckoutAnswer }
  'checkout.setShippingMethod': { input: { checkoutId: string; optionId: string }; result: CheckoutAnswer }
  'checkout.setBillingAddress': { input: { checkoutId: string; sameAsShipping: boolean; address?: Address | null; customerAddressId?: string | null }; result: CheckoutAnswer }
  'checkout.place': { input: { checkoutId: string; expectedTotal: MoneyValue }; result: Placement }
  'checkout.complete': { input: { checkoutId: string }; result: Placement }
  'checkout.reopen': { input: { checkoutId: string }; result: CheckoutAnswer }
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
  'cart.current': { input: Record<string, never>; result: CartAnswer | null }
  'order.track': { input: { number: string; email: string }; result: OrderAnswer }
  'checkout.current': { input: { checkoutId?: string | null }; result: CheckoutAnswer | null }
  'checkout.shippingOptions': { input: { checkoutId: string }; result: ShippingOptions }
}
