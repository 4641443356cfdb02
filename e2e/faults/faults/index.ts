import { atFedex } from './at-fedex.ts'
import { atOthers } from './at-others.ts'
import { atStripe } from './at-stripe.ts'
import { atTheDatabase } from './at-the-database.ts'
import type { Fault } from './fault.ts'

export { clocks } from './at-others.ts'
export type { Fault } from './fault.ts'

/** Everything that goes wrong, one after the other. */
export const faults: readonly Fault[] = [...atTheDatabase, ...atStripe, ...atFedex, ...atOthers]
