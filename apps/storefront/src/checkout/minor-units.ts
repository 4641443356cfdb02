/** An amount in smallest units, by moving the point in the text: `19.9` with 2 decimals → 1990, `500` with none → 500. */
export function minorUnits(amount: string, decimals: number): number {
  const [whole = '0', fraction = ''] = amount.split('.')
  return Number(whole + fraction.padEnd(decimals, '0').slice(0, decimals))
}
