import type { Segment } from '../idoc/segment.ts'
import type { SapSettings } from '../settings.ts'

/** Whether a segment speaks of one of our sales areas; where none is set, of any. A part of the area that it does not name is no matter. */
export function isOurs({ fields }: Segment, { salesAreas }: SapSettings): boolean {
  if (salesAreas.length === 0) return true
  return salesAreas.some(
    ({ salesOrganization, channel, division }) =>
      (!fields['VKORG'] || fields['VKORG'] === salesOrganization) &&
      (!fields['VTWEG'] || fields['VTWEG'] === channel) &&
      (!fields['SPART'] || fields['SPART'] === division),
  )
}
