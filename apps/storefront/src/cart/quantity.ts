/**
 * A quantity as it was typed, in the API's manner: '1,5' → '1.5'. Null where it is none: '', 'x', '-1', '1e3', or more digits than the
 * API takes (15 before the point, 6 behind it).
 */
export function quantityOf(typed: string): string | null {
  const quantity = typed.trim().replace(',', '.')
  return /^\d{1,15}(\.\d{1,6})?$/.test(quantity) ? quantity : null
}
