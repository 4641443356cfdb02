import type { Chance } from './chance.ts'
import { clocks, type Fault } from './faults/index.ts'

/**
 * Deals faults out, so many to a hand: those of a hand are set at once, and are waited for together. Those of one channel, or for one deed of a clerk, are far from each other, so that each strikes at
 * people of its own. A clock that is wrong has a hand of its own: what its process has claimed when it dies stays claimed for as long as the clock is wrong, and nobody learns anything by waiting for that.
 */
export function deal(faults: readonly Fault[], together: number, chance: Chance): Fault[][] {
  const alone = faults.filter(({ channel }) => channel === clocks)
  const others = faults.filter(({ channel }) => channel !== clocks)
  const hands = Array.from({ length: Math.ceil(others.length / together) }, (): Fault[] => [])
  const channelOf = ({ channel, deed }: Fault) => channel ?? deed ?? ''
  const sorted = chance.shuffled(others).sort((one, other) => channelOf(one).localeCompare(channelOf(other)))
  for (const [at, fault] of sorted.entries()) hands[at % hands.length]!.push(fault)
  return chance.shuffled([...hands, ...alone.map((fault) => [fault])])
}
