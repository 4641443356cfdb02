import type { Segment } from '../idoc/segment.ts'
import type { Reading } from '../reading.ts'
import { textOf } from '../values.ts'

/**
 * Of segments that each hold for one country or area, the one that counts: of that which the settings name, else the first, as long as all say the same. Where they do not,
 * that is objected to: whichever SAP wrote first must not decide.
 */
export function oneOf(
  segments: readonly Segment[],
  {
    key,
    value,
    setting,
    said = (segment) => textOf(segment.fields[value]),
  }: {
    /** The field that says which country or area it holds for. */
    key: string
    /** The field that is read. */
    value: string
    setting: 'taxCountry' | 'creditControlArea'
    /** What the value means here; undefined: it says nothing. */
    said?: (segment: Segment) => string | undefined
  },
  reading: Reading,
): Segment | undefined {
  const wanted = reading.settings[setting]
  const speaking = segments.filter(
    (segment) => said(segment) !== undefined && (wanted === '' || textOf(segment.fields[key]) === wanted),
  )
  const [first] = speaking
  const other = first && speaking.find((segment) => said(segment) !== said(first))
  if (!other) return first
  reading.object([other, value], 'FIELD_INVALID', {
    field: `${other.name}/${value}`,
    problem:
      wanted === ''
        ? `is another one for ${key} ${other.fields[key] ?? ''} than for ${first.fields[key] ?? ''}: say in the settings (${setting}) which counts`
        : `is said twice for ${key} ${wanted}, and not the same`,
  })
  return undefined
}
