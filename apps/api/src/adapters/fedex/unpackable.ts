import type { CarrierProblem } from '../../domain/shipping/port.ts'
import type { Unpackable } from './pack.ts'

const WHY: Readonly<Record<Unpackable['reason'], string>> = {
  weightUnknown: 'has no weight',
  tooHeavy: 'is too heavy for one package',
  tooLarge: 'is too large for one package',
}

/** Why goods cannot go, where some cannot. */
export function unpackableProblem(unpackable: readonly Unpackable[]): CarrierProblem | undefined {
  if (unpackable.length === 0) return undefined
  const list = unpackable.map((one) => `${one.sku} ${WHY[one.reason]}`).slice(0, 5)
  const unknown = unpackable.some((one) => one.reason === 'weightUnknown')
  return {
    code: unknown ? 'CARRIER_WEIGHT_UNKNOWN' : 'CARRIER_ITEM_TOO_LARGE',
    text: `FedEx cannot take these goods: ${list.join(', ')}.`,
  }
}
