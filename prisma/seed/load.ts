import type pg from 'pg'
import { copyRows, type Rows, type TableName } from './copy.ts'

/** What must stand before what refers to it. */
const order = [
  'organizations',
  'businessUnits',
  'localizations',
  'websites',
  'roles',
  'users',
  'userRoles',
  'apiClients',
  'apiClientRoles',
  'integrations',
  'fileAccounts',
  'connectors',
  'paymentTerms',
  'customerGroups',
  'customers',
  'customerUsers',
  'customerAddresses',
  'units',
  'brands',
  'productTaxCodes',
  'attributes',
  'attributeOptions',
  'categories',
  'products',
  'productUnits',
  'productCategories',
  'productImages',
  'warehouses',
  'inventoryLevels',
  'priceLists',
  'priceListAssignments',
  'prices',
  'taxRules',
  'shippingMethods',
  'orders',
  'orderLines',
  'orderAddresses',
  'payments',
  'paymentEvents',
  'reservations',
  'shipments',
  'shipmentLines',
  'accounts',
  'contacts',
  'marketingLists',
  'marketingListMembers',
  'emailCampaigns',
  'tickets',
  'ticketComments',
  'rfqs',
  'rfqLines',
  'rfqRequests',
  'quotes',
  'quoteLines',
  'quoteOffers',
  'invoices',
  'invoiceLines',
  'invoicePayments',
  'paymentRules',
  'paymentSettings',
  'promotions',
  'coupons',
  'productLinks',
] as const satisfies TableName[]

type Loaded = (typeof order)[number]

/** Copies the rows into their tables, in an order that foreign keys agree with. Throws Error for a table that it does not know. */
export async function loadRows(
  client: pg.ClientBase,
  parts: readonly Rows[],
  tell: (table: string, count: number) => void,
): Promise<void> {
  const stray = parts.flatMap((part) => Object.keys(part)).find((table) => !order.some((known) => known === table))
  if (stray)
    throw new Error(
      `the seed has rows for '${stray}', which prisma/seed/load.ts does not load: add it to the order there`,
    )
  for (const table of order) await loadTable(client, table, parts, tell)
}

async function loadTable<Table extends Loaded>(
  client: pg.ClientBase,
  table: Table,
  parts: readonly Rows[],
  tell: (table: string, count: number) => void,
): Promise<void> {
  const rows = parts.flatMap((part) => part[table] ?? [])
  if (rows.length > 0) tell(table, await copyRows(client, table, rows as never))
}
