import { Decimal } from '../../../kernel/decimal.ts'
import { all, type Segment } from '../idoc/segment.ts'
import type { Reading, Source } from '../reading.ts'
import { flagOf, keptNumber, textOf } from '../values.ts'
import { materialField, type InboundMessage } from './message.ts'
import { isOurs } from './sales-areas.ts'

/** For whom a condition holds. */
interface Holder {
  /** Part of the list's series. */
  name: string
  customer?: { code: string }
  customerGroup?: { code: string }
}

/** A condition that cannot be said here: refused, or left aside, as the settings have it. */
function unspoken(reading: Reading, source: Source, problem: string): undefined {
  if (reading.settings.otherConditions === 'skip') return
  const [segment] = source
  reading.object(source, 'CONDITION_NOT_SPOKEN', { condition: segment.fields['KSCHL'] ?? segment.name, problem })
}

function holderOf(key: Segment, reading: Reading): Holder | undefined {
  const { customerGroupBy, customerGroups, customerNumbers } = reading.settings
  const customer = reading.text(key, 'KUNNR')
  if (customer !== undefined) {
    const code = keptNumber(customer, customerNumbers)
    return { name: `C${code}`, customer: { code } }
  }
  const groups = { priceListType: reading.text(key, 'PLTYP'), customerGroup: reading.text(key, 'KDGRP') }
  if (groups.priceListType === undefined && groups.customerGroup === undefined) return { name: 'all' }
  const theirs = customerGroupBy === 'nothing' ? undefined : groups[customerGroupBy]
  if (theirs === undefined) {
    const field = groups.priceListType === undefined ? 'KDGRP' : 'PLTYP'
    return unspoken(reading, [key, field], 'is for a group that customers do not have here (see customerGroupBy)')
  }
  const code = customerGroups[theirs] ?? theirs
  return { name: `G${code}`, customerGroup: { code } }
}

interface Tier {
  quantity: string
  amount: string
}

/** A tier: what one unit costs from a quantity on, of a price for `per` units; exact, to four decimals. */
function tierOf(segment: Segment, from: string | undefined, per: string, reading: Reading): Tier | undefined {
  const rate = reading.required(segment, 'KBETR', segment) && reading.number(segment, 'KBETR')
  if (rate === undefined) return undefined
  const amount = new Decimal(rate).dividedBy(new Decimal(per).isZero() ? 1 : per)
  if (amount.decimalPlaces() > 4)
    return unspoken(reading, [segment, 'KBETR'], `is ${rate} for ${per}: one would cost a part of 0.0001`)
  return { quantity: from === undefined || new Decimal(from).isZero() ? '1' : from, amount: amount.toFixed() }
}

function tiersOf(item: Segment, reading: Reading): Tier[] | undefined {
  const per = reading.number(item, 'KPEIN') ?? '1'
  const scales = all(item, 'E1KONM')
  const tiers =
    scales.length > 0
      ? scales.map((scale) => tierOf(scale, reading.number(scale, 'KSTBM'), per, reading))
      : [tierOf(item, undefined, per, reading)]
  return tiers.every((tier): tier is Tier => tier !== undefined) ? tiers : undefined
}

/** Why the scale of an item is none of quantities of the unit that is priced, from each on. */
function otherScale(item: Segment, { settings: { units } }: Reading): [field: string, problem: string] | undefined {
  if (all(item, 'E1KONW').length > 0)
    return ['KBETR', 'has a scale of values, and a price list has scales of quantities']
  if (all(item, 'E1KONM').length === 0) return undefined
  const [type, basis, unit] = ['STFKZ', 'KZBZG', 'KONMS'].map((field) => textOf(item.fields[field]))
  if (type !== undefined && type !== 'A')
    return ['STFKZ', 'has a scale of another kind than “from” (STFKZ A): up to, or by intervals']
  if (basis !== undefined && basis !== 'C') return ['KZBZG', 'has a scale of something else than quantities (KZBZG C)']
  const priced = textOf(item.fields['KMEIN'])
  if (unit !== undefined && unit !== priced && (units[unit] === undefined || units[unit] !== units[priced ?? '']))
    return ['KONMS', 'has a scale in another unit than the one that is priced (KMEIN)']
  return undefined
}

/** Why an item of a condition is no price as we have them. */
function whatElse(item: Segment, reading: Reading): [field: string, problem: string] | undefined {
  const { KONWA, KRECH } = item.fields
  if (KONWA === '%' || KRECH === 'A') return ['KRECH', 'is in percent, and a price list holds amounts']
  if (KRECH && KRECH !== 'C') return ['KRECH', 'is no price of a unit (KRECH C)']
  return otherScale(item, reading)
}

function readItem(key: Segment, period: Segment, item: Segment, holder: Holder, reading: Reading): void {
  const { settings } = reading
  const type = textOf(item.fields['KSCHL']) ?? textOf(key.fields['KSCHL']) ?? ''
  const at = settings.prices.indexOf(type)
  if (at < 0) return unspoken(reading, [item, 'KSCHL'], 'is none of the condition types that are prices')
  const otherwise = whatElse(item, reading)
  if (otherwise) return unspoken(reading, [item, otherwise[0]], otherwise[1])
  const currency = reading.required(item, 'KONWA', item)
  const unit = reading.required(item, 'KMEIN', item) && reading.code(item, 'KMEIN', 'units')
  const tiers = flagOf(item.fields['LOEVM_KO']) ? [] : tiersOf(item, reading)
  const [from, until] = [reading.date(period, 'DATAB'), reading.date(period, 'DATBI')]
  if (!currency || !unit || !tiers) return
  const area = [key.fields['VKORG'], key.fields['VTWEG']].filter(Boolean).join('-') || 'all'
  // where currency or unit are part of the key, each has a price of its own; else the last one is the only one
  const keyed = [reading.text(key, 'WAERK'), reading.text(key, 'VRKME')]
  reading.act(
    'priceList.setPrices',
    {
      series: [settings.system, type, area, holder.name, ...keyed.filter(Boolean)].join(' '),
      websiteId: { code: settings.website },
      customerId: holder.customer,
      customerGroupId: holder.customerGroup,
      precedence: settings.prices.length - at,
      validFrom: from === 'endless' ? undefined : from,
      validUntil: until === 'endless' ? undefined : until,
      productId: { sku: keptNumber(key.fields[materialField(key)] ?? '', settings.materialNumbers) },
      unitId: { code: unit },
      currency,
      sole: true,
      tiers,
    },
    {
      productId: [key, materialField(key)],
      unitId: [item, 'KMEIN'],
      currency: [item, 'KONWA'],
      tiers: [item, 'KBETR'],
      customerId: [key, 'KUNNR'],
      customerGroupId: [key, 'PLTYP'],
    },
  )
}

/** Parts of a key that narrow for what a price holds, and that a price list cannot say; a price that holds for a part only must not become everybody's. */
const narrowing =
  'KONDA KONDM MATKL PRODH WERKS CHARG BWTAR AUART VKBUR VKGRP BZIRK BRSCH LLAND LAND1 REGIO INCO1 ZTERM HIENR KDKGR VARCOND AKTNR LIFNR'.split(
    ' ',
  )

function readPrice(key: Segment, reading: Reading): void {
  if (!isOurs(key, reading.settings)) return
  const narrower = narrowing.find((field) => !/^0*$/.test(reading.text(key, field) ?? ''))
  if (narrower) return unspoken(reading, [key, narrower], `holds for one ${narrower} only`)
  const holder = holderOf(key, reading)
  if (!holder) return
  if (reading.text(key, materialField(key)) === undefined)
    return unspoken(reading, [key, 'MATNR'], 'is for no single material')
  for (const period of all(key, 'E1KONH')) {
    // a record of another time is another price: next year's makes no change of this year's stale
    reading.isAbout(`${nameOf(key)} ${period.fields['DATAB'] ?? ''}`)
    for (const item of all(period, 'E1KONP')) readItem(key, period, item, holder, reading)
  }
}

/** What a condition is called, whatever its time. */
const nameOf = (key: Segment): string =>
  [
    ...['KSCHL', 'VKORG', 'VTWEG', 'KUNNR', 'PLTYP', 'KDGRP', 'WAERK', 'VRKME'].map((field) => key.fields[field] ?? ''),
    // the same material may be named by 18 digits once, and by 40 then
    keptNumber(key.fields[materialField(key)] ?? '', 'strip'),
  ].join(' ')

/** COND_A04: prices with scales and validity, of everybody, a group or a customer. */
export const prices: InboundMessage = {
  type: 'COND_A04',
  doc: 'Prices: per 1, 10 or 100, with quantity scales and validity, for everybody, a price list type or a customer; deletions.',
  entity: 'price',
  writes: ['priceList.setPrices'],
  messages: ['COND_A'],
  root: 'E1KOMG',
  read: readPrice,
}
