import { failure } from './errors.ts'

const LONGEST = 2

/**
 * FedEx's 400 for a state or province code of more than two characters: a country that has others is written without any (its documents: "State code is required for US, CA,
 * PR and not required for other countries. Max length is 2."). Code and words for a recipient are as FedEx's answers have them; for the others they are formed alike.
 */
export function holdRegion(who: 'SHIPPER' | 'RECIPIENT' | 'PICKUP' | 'ADDRESS', region: unknown): void {
  if (typeof region !== 'string' || region.length <= LONGEST) return
  const end = { SHIPPER: 'origin ', RECIPIENT: 'destination ', PICKUP: 'pickup ', ADDRESS: '' }[who]
  throw failure(
    400,
    who === 'ADDRESS'
      ? 'ADDRESSSTATEORPROVINCECODE.MAXCHAREXCEEDED'
      : `${who}.ADDRESSSTATEORPROVINCECODE.MAXCHAREXCEEDED`,
    `The length of the ${end}state or province code exceeds the limit of ${LONGEST} characters. Please update and try again.`,
  )
}
