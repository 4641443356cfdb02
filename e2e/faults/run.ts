import { findArticles, type Article } from '../ground/goods.ts'
import { ThirdParty } from '../ground/third-party.ts'
import { audit } from './audit/audit.ts'
import { stockNow } from './audit/books.ts'
import { blindSpots } from './audit/plants.ts'
import { chanceOf } from './chance.ts'
import { Clerk } from './clerk/clerk.ts'
import { deal } from './deal.ts'
import { faults, type Fault } from './faults/index.ts'
import { openHouse, type House } from './ground/house.ts'
import { makeOffers, type Offers } from './ground/offers.ts'
import { leaveOnly, raceForTheLast } from './race.ts'
import { report } from './report.ts'
import { larderOf, liftAll, playUnder, told, type Outcome, type Scene, type Standing } from './scene.ts'
import { settle } from './settle.ts'

export interface Extent {
  dataDir: string
  seed: number
  /** Only faults whose name has this in it. */
  only: string
  /** Where the result goes as JSON. */
  report: string | undefined
  /** Sets one fault of each place, instead of all. */
  oneOfEachPlace: boolean
  /** At least so many checkouts and strikes; each fault that was chosen is set once in any case. */
  checkouts: number
  faults: number
  /** How many shop while a fault is set. */
  shoppers: number
  /** How long what strikes late is waited for, in milliseconds; of the short form it stands while the next ones are set. */
  lateMs: number
  /** How many faults are set at once. */
  together: number
  /** How many orders may have a promotion. */
  uses: number
  race: { pieces: number; shoppers: number }
}

/** Runs the suite, tells how it goes, and prints the table. Answers whether every law of the house held. */
export async function run(extent: Extent): Promise<boolean> {
  const began = Date.now()
  const say = (line: string) => console.log(`${((Date.now() - began) / 1_000).toFixed(0).padStart(4)} s  ${line}`)
  const house = await openHouse(extent.dataDir, say)
  try {
    const articles = (await findArticles(new ThirdParty(house.url), 300)).filter(({ left }) => left !== null)
    const scarce = articles.find(({ minimum }) => minimum === '1')
    if (!scarce) throw new Error('the demo company sells nothing by the piece that it keeps in stock')
    await leaveOnly(house, scarce.sku, extent.race.pieces)
    const onHand = await stockNow(house)
    const others = articles.filter((article) => article !== scarce)
    const offers = await makeOffers(house.backOffice, extent.uses)
    const outcome = await shopThroughFaults({ house, extent, articles: others, offers, say })
    say(`${extent.race.shoppers} want the last ${extent.race.pieces} of ${scarce.sku}`)
    const race = await raceForTheLast(house, { sku: scarce.sku, ...extent.race })
    outcome.stories.push(...race.stories)
    outcome.failures.push(...race.failures)
    say('the time to pay passes, and what waits is delivered')
    await settle(house, say)
    const { clerk, failures } = outcome
    failures.push(...(await clerk.comesBack()).map((error) => told('a clerk who comes back', error)))
    await settle(house, say)
    const evidence = { house, stories: outcome.stories, done: clerk.done, onHand }
    const laws = await audit(evidence)
    // with some of the faults only, not everything was done that a law is about: there may be nothing to break
    const blind = extent.only ? undefined : await blindSpots(evidence)
    return report(
      { ...outcome, laws, blind, seed: extent.seed, seconds: (Date.now() - began) / 1_000, logs: house.logs },
      extent.report,
    )
  } finally {
    await house.close()
  }
}

interface Ground {
  house: House
  extent: Extent
  articles: readonly Article[]
  offers: Offers
  say: (line: string) => void
}

/** Sets faults, a few at once, in rounds of all of them, and has people shop and a clerk work through each. */
async function shopThroughFaults(ground: Ground): Promise<Outcome> {
  const { house, extent, say } = ground
  const chance = chanceOf(extent.seed)
  const fitting = faults.filter(({ name }) => name.includes(extent.only))
  const places = new Map(chance.shuffled(fitting).map((fault) => [fault.place, fault]))
  const chosen = extent.oneOfEachPlace ? fitting.filter((fault) => places.get(fault.place) === fault) : fitting
  const outcome: Outcome = {
    rows: chosen.map(({ name }) => ({ fault: name, set: 0, struck: 0, checkouts: 0, again: 0 })),
    clerk: new Clerk(house, chance),
    stories: [],
    failures: [],
  }
  const scene: Scene = { ...ground, chance, outcome, shoppers: extent.shoppers, lateMs: extent.lateMs }
  const larder = larderOf(scene)
  if (extent.oneOfEachPlace)
    await larder.provide(
      chosen.flatMap(({ deed }) => deed ?? []),
      true,
    )
  say(`${outcome.stories.length} orders are put by`)
  const rowOf = ({ name }: Fault) => outcome.rows.find((one) => one.fault === name)!
  const struck = () => outcome.rows.reduce((sum, row) => sum + row.struck, 0)
  const enough = () => outcome.stories.length >= extent.checkouts && struck() >= extent.faults
  let all = chosen
  let standing: Standing[] = []
  do {
    for (const hand of deal(all, extent.together, chance)) {
      standing = await playUnder(hand, standing, larder, scene)
      if (!extent.oneOfEachPlace) liftAll(standing.splice(0), outcome)
      const goals = extent.checkouts > 0 ? ` of ${extent.checkouts}` : ''
      say(
        `${outcome.stories.length}${goals} checkouts, ${struck()} faults: ${hand.map(({ name }) => name).join(' · ')}`,
      )
      if (hand.every((fault) => rowOf(fault).set > 1) && enough()) break
    }
    liftAll(standing.splice(0), outcome)
    // by chance nobody may have come by where it strikes
    const idle = chosen.filter((fault) => rowOf(fault).struck === 0 && rowOf(fault).set < mostTries)
    all = idle.length > 0 ? idle : chosen
  } while (!enough() || all !== chosen)
  return outcome
}

/** How often a fault is set until it has struck once. */
const mostTries = 4
