import type { Deed } from '../clerk/clerk.ts'
import type { House, Member } from '../ground/house.ts'
import type { Trap } from '../ground/wire.ts'
import type { Purse } from '../shoppers/purse.ts'

/** Something that goes wrong. */
export interface Fault {
  name: string
  /** What it strikes at; faults of one place differ in how. */
  place: string
  /** What it strikes at by: faults of one are not set at once. Left out: what a clerk must do. */
  channel?: string
  /** What shoppers must have with them so that it strikes. */
  purse?: Purse
  /** What a clerk must do so that it strikes. */
  deed?: Deed
  /** Sets it; from then on it strikes at the first occasion. */
  set(house: House): Promise<Set> | Set
}

/** A fault that is set. */
export interface Set {
  struck(): boolean
  /** Takes it away, struck or not, and puts right what would stay wrong. */
  lift(): void
}

export const phases = ['before', 'after'] as const

/** A trap on the ways of these processes; whoever runs into it first springs it, and it alone. */
export function trap(members: readonly Member[], at: Omit<Trap, 'deed'>, deed: (member: Member) => void): Set {
  let struck = false
  const set = members.map((member) =>
    member.wire.set({
      ...at,
      deed: () => {
        if (!struck) deed(member)
        struck = true
      },
    }),
  )
  return { struck: () => struck, lift: () => set.forEach(({ lift }) => lift()) }
}

type Plan = House['stripe']['faults']
export type PlannedFault = Parameters<Plan['add']>[0]

/** Of whom something is asked: their stand-in's plan of what is to go wrong. */
export const plans = {
  stripe: ({ stripe }: House): Plan => stripe.faults,
  fedex: ({ fedex }: House): Plan => fedex.faults,
}

/** A fault of a provider, or of the way to it. */
export const atProvider = (
  plan: (house: House) => Plan,
  place: string,
  name: string,
  ...faults: PlannedFault[]
): Fault => ({
  name,
  place,
  set: (house) => {
    const planned = plan(house).add(...faults)
    const left = () => planned.reduce((sum, { times = 1 }) => sum + times, 0)
    const all = left()
    return { struck: () => left() < all, lift: () => plan(house).drop(planned) }
  },
})

/** Processes die around a request to a provider: which of them has asked cannot be seen from there, so all of these go. */
export const killedAround = (
  plan: (house: House) => Plan,
  {
    names,
    place,
    who,
  }: { names: Record<'before' | 'after', string>; place: string; who: (house: House) => readonly Member[] },
  request: Partial<PlannedFault>,
): readonly Fault[] =>
  phases.map((phase) => ({
    name: names[phase],
    place,
    set: (house) => {
      let struck = false
      const run = () => {
        struck = true
        who(house).forEach((member) => member.kill())
      }
      const planned = plan(house).add({ kind: 'deed', run, ...request, phase } as PlannedFault)
      return { struck: () => struck, lift: () => plan(house).drop(planned) }
    },
  }))
