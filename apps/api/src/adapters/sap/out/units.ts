import { refuse } from '../../../kernel/errors.ts'
import type { SapSettings } from '../settings.ts'

/** Their units that the settings have for one of ours, in an order that does not hang on how the settings are kept. */
export const theirsFor = (ours: string, { units }: Pick<SapSettings, 'units'>): string[] =>
  Object.entries(units)
    .flatMap(([theirs, unit]) => (unit === ours ? [theirs] : []))
    .sort()

/** ISO codes, as IDocs have units; what else the settings map is a system's own (ST, KAR). */
const isoUnits = new Set(
  'BE BG BO BX C62 CMK CMQ CMT CNT CS CT DMQ DZN EA FOT GLL GRM GRO HUR INH KGM KMT LBR LTR MGM MIN MLT MMT MTK MTQ MTR NAR ONZ PA PCE PF PK PR RO SET TNE YRD'.split(
    ' ',
  ),
)

/** Their unit for ours: the one that `unitsOut` says, else one that the settings have for it, an ISO code first. Refuses with CODE_NOT_MAPPED: a guess could be another unit of theirs. */
export function unitOf(ours: string, settings: SapSettings): string {
  const theirs = theirsFor(ours, settings)
  const unit = settings.unitsOut[ours] ?? theirs.find((one) => isoUnits.has(one)) ?? theirs[0]
  if (unit === undefined) throw refuse('CODE_NOT_MAPPED', { code: ours, field: 'E1EDP01/MENEE', setting: 'unitsOut' })
  return unit
}
