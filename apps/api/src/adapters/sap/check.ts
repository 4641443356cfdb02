import type { Finding } from '../../domain/integrations/port.ts'
import type { SapSettings } from './settings.ts'
import { sapSettings } from './settings.ts'

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

/** What can be seen of the settings alone, before a file has come: whether the mapping is complete. */
export function checkSettings(given: Readonly<Record<string, unknown>>): readonly Finding[] {
  const read = sapSettings.safeParse(given)
  if (!read.success)
    return read.error.issues.map(({ path, message }) => ({
      ok: false,
      what: `setting ${path.join('.') || '(all)'}`,
      detail: `${message}: correct it`,
    }))
  const settings = read.data
  return [
    filled('plants', settings.plants, 'stock of no plant is read; map WERKS to warehouses'),
    filled('units', settings.units, 'every material is refused; map MEINS to units'),
    filled('sales areas', settings.salesAreas, 'what SAP says of any area is read, and orders name none; name yours'),
    filled('tax codes', settings.taxCodes, 'orders are written without tax codes (MWSKZ); map rates in percent'),
    filled('payment terms', settings.paymentTerms, 'terms of customers are left aside; map ZTERM'),
    filled(
      'shipping conditions',
      settings.shippingConditions,
      'orders say no shipping condition (VSART); map ways of delivery',
    ),
    {
      ok: settings.oneTimeCustomer !== '',
      what: 'customer for guests',
      detail:
        settings.oneTimeCustomer === ''
          ? 'orders of guests name no sold-to party: set oneTimeCustomer'
          : `guests order as ${settings.oneTimeCustomer}`,
    },
    plants(settings),
  ]
}
