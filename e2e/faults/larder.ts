import type { Deed } from './clerk/clerk.ts'
import { takeMoney, type CaptureTime } from './ground/offers.ts'
import type { House } from './ground/house.ts'
import type { Story, Wish } from './shoppers/shopper.ts'

/** What an order must be like so that something can be done with it. */
interface Kind {
  capture: CaptureTime
  /** For how many seconds the bank holds its money; left out: as most do. */
  heldFor?: number
  keepsCard: boolean
}

const kinds = {
  taken: { capture: 'atOrder', keepsCard: false },
  reserved: { capture: 'atShipment', keepsCard: false },
  kept: { capture: 'atShipment', keepsCard: true },
  /** It is renewed a day before. */
  endsSoon: { capture: 'atShipment', keepsCard: true, heldFor: 20 * 3600 },
} as const satisfies Record<string, Kind>
type KindName = keyof typeof kinds

const wanted: Record<Deed, KindName> = {
  ships: 'reserved',
  shipsInParts: 'reserved',
  cancels: 'reserved',
  refunds: 'taken',
  refundsAPart: 'taken',
  refundsInParts: 'taken',
  buysLabels: 'reserved',
  cancelsLabels: 'taken',
  callsOff: 'taken',
  tracks: 'reserved',
  charges: 'kept',
  renews: 'endsSoon',
}

/** How many buy at once what is put by. */
const atOnce = 6

/** Orders that stand ready for what is to be done with them. */
export class Larder {
  readonly #orders: Record<KindName, string[]> = { taken: [], reserved: [], kept: [], endsSoon: [] }

  constructor(
    private readonly house: House,
    private readonly shop: (given: Pick<Wish, 'keepsCard'>, count: number) => Promise<Story[]>,
  ) {}

  /** Has people buy what is not there yet for these deeds; `ahead`: but what does not keep, because somebody else's deed would be done to it, too. */
  async provide(deeds: readonly Deed[], ahead = false): Promise<void> {
    for (const [name, kind] of Object.entries(kinds) as [KindName, Kind][]) {
      // the schedule renews all that end soon
      if (ahead && kind.heldFor) continue
      const missing = () => deeds.filter((deed) => wanted[deed] === name).length - this.#orders[name].length
      if (missing() <= 0) continue
      await takeMoney(this.house.backOffice, kind.capture)
      this.house.stripe.holdFor(kind.heldFor)
      while (missing() > 0) {
        const stories = await this.shop({ keepsCard: kind.keepsCard }, Math.min(atOnce, missing()))
        const orders = stories.flatMap(({ order }) => order ?? [])
        if (orders.length === 0) throw new Error('nobody can buy what is to be put by')
        this.#orders[name].push(...orders)
      }
      this.house.stripe.holdFor()
    }
  }

  /** One for this deed. */
  take(deed: Deed): string {
    const order = this.#orders[wanted[deed]].shift()
    if (!order) throw new Error(`no order is put by for a clerk who ${deed}`)
    return order
  }
}
