import type { Finding, Surroundings } from '../../domain/integrations/port.ts'
import type { PimApi } from './api.ts'
import { accountOf } from './items.ts'
import type { PimSettings } from './settings.ts'

/** Whether the PIM lets us in, speaks languages that we map, and has its units mapped to ours. Throws CallFailed where it does not answer. */
export async function checkPim(api: PimApi, settings: PimSettings, asked: Surroundings): Promise<Finding[]> {
  const { name, locales } = accountOf.parse(await api.json('account'))
  const spoken = locales.filter((locale) => settings.locales[locale])
  const units = [...new Set(Object.values(settings.units))]
  const known = await asked.known('unit', units)
  const missing = units.filter((unit) => !known.has(unit))
  return [
    { ok: true, what: 'connection', detail: `${name || 'The PIM'} lets us in.` },
    {
      ok: spoken.length > 0,
      what: 'locales',
      detail:
        spoken.length > 0
          ? `${spoken.join(', ')} are read; others are left aside.`
          : `It speaks ${locales.join(', ') || 'none'}, and the settings map none of them.`,
    },
    {
      ok: units.length > 0 && missing.length === 0,
      what: 'units',
      detail:
        units.length === 0
          ? 'No unit is mapped, so every product is refused: say units, as {"PCE": "piece"}.'
          : missing.length === 0
            ? `all ${units.length} are here`
            : `there is no unit ${missing.join(', ')}: make it, or correct the mapping`,
    },
  ]
}
