import { byTheClock } from '../ground/schedule.ts'
import type { Chance } from '../chance.ts'
import type { House } from '../ground/house.ts'
import type { Story } from '../shoppers/shopper.ts'
import { cancelOrder } from './cancel.ts'
import { charge } from './charge.ts'
import { Desk } from './desk.ts'
import { buyLabels, carry, giveBack, leaveLabelled, LeftForLater, packForFedex, type Labelled } from './labels.ts'
import { refund, type Refunding, type Wished } from './refund.ts'
import { renewReservations } from './renew.ts'
import { ship } from './ship.ts'

/** What a clerk does with an order. */
const deeds = [
  'ships',
  'shipsInParts',
  'cancels',
  'refunds',
  'refundsAPart',
  'refundsInParts',
  'buysLabels',
  'cancelsLabels',
  'callsOff',
  'tracks',
  'charges',
  'renews',
] as const
export type Deed = (typeof deeds)[number]

/** What can be done with any order; charging wants a card that is kept, renewing money that a bank lets go soon. */
const usual = deeds.filter((deed) => deed !== 'charges' && deed !== 'renews')

/** What was done with which order. */
export interface Done {
  order: string
  deed: Deed
  wished?: readonly Wished[]
  labelled?: Labelled
}

/** Somebody of the house who has goods leave, or does not, and does what comes after. */
export class Clerk {
  readonly done: Done[] = []
  readonly #waiting: string[] = []
  /** What died under their hands, and is taken up again another day. */
  #later: { order: string; deed: Deed; labelled: Labelled }[] = []
  readonly #desk: Desk

  constructor(
    house: House,
    private readonly chance: Chance,
  ) {
    this.#desk = new Desk(house)
  }

  /** Orders that there is something to do with. */
  hears(stories: readonly Story[]): void {
    this.#waiting.push(...stories.flatMap(({ order }) => order ?? []))
  }

  /** Does something with the order that waits longest. Throws Error at what must not happen to a clerk. */
  async works(): Promise<void> {
    const order = this.#waiting.shift()
    if (order) await this.does(this.chance.of(usual), order)
  }

  /** Does this with that order. */
  async does(deed: Deed, order: string): Promise<void> {
    const desk = this.#desk
    const deedsWithLabels: readonly Deed[] = ['buysLabels', 'cancelsLabels', 'callsOff', 'tracks']
    if (deedsWithLabels.includes(deed)) return this.#labels(deed, order, await packForFedex(desk, order))
    const rest: Partial<Omit<Done, 'order' | 'deed'>> | false = await this.#simply(deed, order)
    if (rest) this.done.push({ order, deed, ...rest })
  }

  /** false: it could not be done, and for good reasons. */
  async #simply(deed: Deed, order: string): Promise<{ wished?: Wished[] } | false> {
    const desk = this.#desk
    if (deed === 'ships' || deed === 'shipsInParts') await ship(desk, order, deed === 'shipsInParts')
    else if (deed === 'cancels') await cancelOrder(desk, (await desk.order(order)).id)
    else if (deed === 'charges') return (await charge(desk, order)) && {}
    else if (deed === 'renews') await renewReservations(desk)
    else return { wished: await refund(desk, order, deed as Refunding) }
    return {}
  }

  async #labels(deed: Deed, order: string, labelled: Labelled): Promise<void> {
    const desk = this.#desk
    try {
      await buyLabels(desk, labelled)
      if (deed === 'cancelsLabels') {
        await giveBack(desk, labelled)
        await buyLabels(desk, labelled)
      }
    } catch (error) {
      if (!(error instanceof LeftForLater)) throw error
      return void this.#later.push({ order, deed, labelled })
    }
    if (deed === 'callsOff') await cancelOrder(desk, (await desk.order(order)).id)
    else await leaveLabelled(desk, labelled)
    this.done.push({ order, deed, labelled })
    if (deed !== 'tracks') return
    await carry(desk, labelled)
    await byTheClock(desk.house, 'shipping.trackParcels', Date.now() + 8_000)
  }

  /** Comes back to what died under their hands. Answers what could not be done now either. */
  async comesBack(): Promise<unknown[]> {
    const left = this.#later
    this.#later = []
    const ended = await Promise.allSettled(left.map(({ order, deed, labelled }) => this.#labels(deed, order, labelled)))
    const still = this.#later.map(({ order }) => new Error(`labels for ${order} are still being bought`))
    return [...ended.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : [])), ...still]
  }
}
