import { all, type Segment } from '../idoc/segment.ts'
import type { Reading, Source } from '../reading.ts'
import { flagOf, keptNumber, textOf } from '../values.ts'
import { below, deleted, type InboundMessage } from './message.ts'
import { oneOf } from './one-of.ts'
import { isOurs } from './sales-areas.ts'

/** Partner functions, as German and English systems write them. */
const roles: Readonly<Record<string, string>> = {
  WE: 'shipTo',
  SH: 'shipTo',
  RE: 'billTo',
  BP: 'billTo',
  RG: 'payer',
  PY: 'payer',
}

/** A block: its reason, by the first of the fields that has one; null where there is none, undefined where nothing is said of it. */
function blockOf(of: Segment | undefined, ...fields: readonly string[]): string | null | undefined {
  if (!of) return undefined
  const values = fields.map((field) => of.fields[field])
  const reason = values.map(textOf).find((value) => value !== undefined)
  return reason ?? (values.includes('/') ? undefined : null)
}

/** What is stopped: for our sales area, of which a message need not speak, and for all of the company's. CASSD stops all sales. */
const blocksOf = (central: Segment, area: Segment | undefined) => ({
  orderBlock: blockOf(area, 'AUFSD', 'CASSD'),
  deliveryBlock: blockOf(area, 'LIFSD'),
  billingBlock: blockOf(area, 'FAKSD'),
  centralOrderBlock: blockOf(central, 'AUFSD', 'CASSD'),
  centralDeliveryBlock: blockOf(central, 'LIFSD'),
  centralBillingBlock: blockOf(central, 'FAKSD'),
})

/** Whether we sell nothing to them any more: the customer is to be deleted, or each of our sales areas of theirs is. */
function isGone(central: Segment, ours: readonly Segment[]): boolean {
  if (deleted(central) || flagOf(central.fields['LOEVM'])) return true
  return ours.length > 0 && ours.every((area) => deleted(area) || flagOf(area.fields['LOEVM']))
}

function readAddress(central: Segment, code: string, name: string, reading: Reading): void {
  const [contact] = all(central, 'E1KNVKM').filter((segment) => !deleted(segment))
  const [street, city, postalCode] = ['STRAS', 'ORT01', 'PSTLZ'].map((field) => reading.text(central, field))
  // a customer of whom only sales data came has no address in the message
  if (!street || !city || !postalCode) return
  const region = reading.text(central, 'REGIO')
  const street2 = [reading.text(central, 'NAME3'), reading.text(central, 'NAME4')].filter(Boolean).join(', ')
  reading.row(
    {
      entity: 'customerAddress',
      mode: 'upsert',
      external: { system: reading.settings.system, id: `customer ${code}` },
      given: {
        customer: { code },
        company: name.slice(0, 120),
        firstName: textOf(contact?.fields['NAMEV']) ?? reading.text(central, 'ANRED') ?? 'Firma',
        lastName: textOf(contact?.fields['NAME1']) ?? name.slice(0, 80),
        street,
        street2: street2 || null,
        city,
        // SAP numbers the regions of some countries, where ISO 3166-2 has letters
        region: region && /^[A-Z]{1,3}$/.test(region) ? region : null,
        postalCode,
        countryCode: reading.required(central, 'LAND1', central),
        phone: reading.text(central, 'TELF1') ?? null,
      },
      initially: { defaultShipping: true, defaultBilling: true },
    },
    {
      street: [central, 'STRAS'],
      city: [central, 'ORT01'],
      postalCode: [central, 'PSTLZ'],
      countryCode: [central, 'LAND1'],
    },
  )
}

function readPartners(area: Segment, code: string, reading: Reading): void {
  for (const partner of all(area, 'E1KNVPM')) {
    const role = roles[textOf(partner.fields['PARVW']) ?? '']
    const number = reading.text(partner, 'KUNN2')
    if (!role || !number) continue
    const other = keptNumber(number, reading.settings.customerNumbers)
    // everybody is their own ship-to, too
    if (other === code) continue
    const given = { customer: { code }, partner: { code: other }, role }
    const from: Record<string, Source> = { partner: [partner, 'KUNN2'], role: [partner, 'PARVW'] }
    if (deleted(partner)) reading.row({ entity: 'customerPartner', mode: 'delete', ifThere: true, given }, from)
    else
      reading.row(
        { entity: 'customerPartner', mode: 'upsert', given: { ...given, preferred: flagOf(partner.fields['DEFPA']) } },
        from,
      )
  }
}

/** The customer's group by the sales area; it is made where it is not there yet. */
function groupOf(area: Segment | undefined, reading: Reading): string | undefined {
  const { customerGroupBy, customerGroups } = reading.settings
  const field = { priceListType: 'PLTYP', customerGroup: 'KDGRP', nothing: '' }[customerGroupBy]
  const theirs = reading.text(area, field)
  if (!area || theirs === undefined) return undefined
  const code = customerGroups[theirs] ?? theirs
  reading.row(
    { entity: 'customerGroup', mode: 'upsert', given: { code }, initially: { name: code } },
    { code: [area, field] },
  )
  return code
}

/** What a customer may owe, and how they are taxed and pay. */
function terms(central: Segment, areas: readonly Segment[], reading: Reading) {
  const { settings } = reading
  const [area] = areas
  const term =
    area && Object.keys(settings.paymentTerms).length > 0 ? reading.code(area, 'ZTERM', 'paymentTerms') : undefined
  const taxOf = ({ fields }: Segment) => settings.customerTaxes[textOf(fields['TAXKD']) ?? '']
  const taxed = oneOf(
    [...all(central, 'E1KNVIM'), ...areas.flatMap((one) => below(one, 'E1KNVIM'))].filter((one) => !deleted(one)),
    { key: 'ALAND', value: 'TAXKD', setting: 'taxCountry', said: taxOf },
    reading,
  )
  const tax = taxed && taxOf(taxed)
  const credit = oneOf(
    below(central, 'E1KNKKM').filter((one) => !deleted(one)),
    { key: 'KKBER', value: 'KLIMK', setting: 'creditControlArea' },
    reading,
  )
  const limit = credit && reading.number(credit, 'KLIMK')
  return {
    paymentTerm: term === undefined ? undefined : { code: term },
    taxCode: tax === undefined ? undefined : { code: tax },
    creditLimit: limit === undefined ? undefined : { amount: limit, currency: settings.currency },
  }
}

function readCustomer(central: Segment, reading: Reading): void {
  const { settings } = reading
  const number = reading.required(central, 'KUNNR', central)
  if (number === undefined) return
  const code = keptNumber(number, settings.customerNumbers)
  const from: Record<string, Source> = { code: [central, 'KUNNR'], name: [central, 'NAME1'] }
  const ours = all(central, 'E1KNVVM').filter((area) => isOurs(area, settings))
  if (isGone(central, ours)) {
    reading.row({ entity: 'customer', mode: 'update', ifThere: true, given: { code, active: false } }, from)
    return
  }
  const name = [reading.required(central, 'NAME1', central), reading.text(central, 'NAME2')].filter(Boolean).join(' ')
  if (name === '') return
  const areas = ours.filter((area) => !deleted(area) && !flagOf(area.fields['LOEVM']))
  const [area] = areas
  const group = groupOf(area, reading)
  reading.row(
    {
      entity: 'customer',
      mode: 'upsert',
      given: {
        code,
        name: name.slice(0, 160),
        vatNumber: reading.text(central, 'STCEG'),
        // one that is new is active
        active: settings.putBack === 'sap' ? true : undefined,
        organizationId: reading.organizationId,
        group: group === undefined ? undefined : { code: group },
        ...terms(central, areas, reading),
        ...blocksOf(central, area),
      },
    },
    {
      ...from,
      vatNumber: [central, 'STCEG'],
      ...(area ? { paymentTerm: [area, 'ZTERM'] as const, group: [area, 'PLTYP'] as const } : {}),
    },
  )
  readAddress(central, code, name, reading)
  for (const one of areas) readPartners(one, code, reading)
}

/** DEBMAS07: customers with their address, partner functions, terms, group, credit limit and blocks. */
export const customers: InboundMessage = {
  type: 'DEBMAS07',
  doc: 'Customers: name, address, partner functions (ship-to, bill-to, payer), payment terms, price group, tax class, credit limit, order, delivery and billing block.',
  entity: 'customer',
  writes: [
    'customer.create',
    'customer.update',
    'customerAddress',
    'customerGroup.create',
    'customerGroup.update',
    'customerPartner',
  ],
  messages: ['DEBMAS'],
  root: 'E1KNA1M',
  read: readCustomer,
  object: ({ fields }) => fields['KUNNR'],
}
