import type { Finding, Surroundings } from '../../domain/integrations/port.ts'
import { theirsFor, unitOf } from './out/units.ts'
import { settingsOf, type SapSettings } from './settings.ts'

const listed = (names: readonly string[]) => names.join(', ')

/** A setting without which messages cannot be understood. */
function filled(
  what: string,
  settings: Readonly<Record<string, unknown>> | readonly unknown[],
  without: string,
): Finding {
  const count = Object.keys(settings).length
  return {
    ok: count > 0,
    what,
    detail: count > 0 ? `${count} said` : `nothing is said: ${without}`,
  }
}

/** Two of theirs that are one of ours, where each of their messages would overwrite the other's. */
function plants({ plants: mapping }: SapSettings): Finding {
  const ours = Object.values(mapping)
  const doubled = [...new Set(ours.filter((warehouse, at) => ours.indexOf(warehouse) !== at))]
  return {
    ok: doubled.length === 0,
    what: 'plants are warehouses of their own',
    detail:
      doubled.length === 0
        ? 'no warehouse stands for two plants'
        : `the stock of ${listed(doubled)} would be what the last message of any of its plants says: give every plant its warehouse`,
  }
}

/** Ours that are several of theirs, of which SAP might be told any. */
function unitsOut(settings: SapSettings): Finding {
  const several = [...new Set(Object.values(settings.units))].filter(
    (ours) => settings.unitsOut[ours] === undefined && theirsFor(ours, settings).length > 1,
  )
  return {
    ok: several.length === 0,
    what: 'units on the way out',
    detail:
      several.length === 0
        ? 'every unit of ours is one of theirs'
        : `say in unitsOut what orders call ${listed(several.map((ours) => `${ours} (${theirsFor(ours, settings).join(' or ')})`))}; until then ${listed(several.map((ours) => unitOf(ours, settings)))} is written`,
  }
}

/** Our codes that the mapping names and that there are none of. */
async function there(entity: string, codes: readonly string[], asked: Pick<Surroundings, 'known'>): Promise<Finding[]> {
  const wanted = [...new Set(codes)]
  if (wanted.length === 0) return []
  const known = await asked.known(entity, wanted)
  const missing = wanted.filter((code) => !known.has(code))
  return [
    {
      ok: missing.length === 0,
      what: `${entity} codes of the mapping`,
      detail:
        missing.length === 0
          ? `all ${wanted.length} are here`
          : `there is no ${entity} ${listed(missing)}: make it, or correct the mapping`,
    },
  ]
}

/** Codes of theirs that came and that nobody has mapped since. Plants that are not mapped are left aside, and not among them. */
function unmapped({ refusedLately }: Pick<Surroundings, 'refusedLately'>, settings: SapSettings): Finding {
  const { units, materialTaxes, paymentTerms, movements } = settings
  const mapped = new Set([units, materialTaxes, paymentTerms, movements].flatMap((mapping) => Object.keys(mapping)))
  const codes = refusedLately.filter(({ code, value }) => code === 'CODE_NOT_MAPPED' && !mapped.has(value ?? ''))
  const sample = codes.slice(0, 10).map(({ column, value, count }) => `${value ?? ''} in ${column ?? ''} (${count})`)
  return {
    ok: codes.length === 0,
    what: 'codes that came in the last thirty days',
    detail: codes.length === 0 ? 'all of them were known' : `not mapped: ${listed(sample)}; add them to the settings`,
  }
}

/** Whether the settings suffice, name what is here, and know what has come. */
export async function checkSettings(given: unknown, asked: Surroundings): Promise<readonly Finding[]> {
  const settings = settingsOf(given)
  return [
    filled('plants', settings.plants, 'stock of no plant is read; map WERKS to warehouses'),
    filled('units', settings.units, 'every material is refused; map MEINS to units'),
    filled('sales areas', settings.salesAreas, 'what SAP says of any area is read, and orders name none; name yours'),
    filled('tax codes', settings.taxCodes, 'orders are written without tax codes (MWSKZ); map rates in percent'),
    filled('payment terms', settings.paymentTerms, 'terms of customers are left aside; map ZTERM'),
    filled('shipping conditions', settings.shippingConditions, 'orders say none (VSART); map ways of delivery'),
    {
      ok: settings.oneTimeCustomer !== '',
      what: 'customer for guests',
      detail:
        settings.oneTimeCustomer === ''
          ? 'orders of guests name no sold-to party: set oneTimeCustomer'
          : `guests order as ${settings.oneTimeCustomer}`,
    },
    plants(settings),
    unitsOut(settings),
    ...(await there('website', [settings.website], asked)),
    ...(await there('warehouse', Object.values(settings.plants), asked)),
    ...(await there('unit', [...Object.values(settings.units), ...Object.keys(settings.unitsOut)], asked)),
    ...(await there('category', Object.values(settings.materialGroups), asked)),
    ...(await there('productTaxCode', Object.values(settings.materialTaxes), asked)),
    ...(await there('customerTaxCode', Object.values(settings.customerTaxes), asked)),
    ...(await there('paymentTerm', Object.values(settings.paymentTerms), asked)),
    unmapped(asked, settings),
  ]
}
