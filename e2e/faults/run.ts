import { findArticles, type Article } from '../ground/goods.ts'
import { ThirdParty } from '../ground/third-party.ts'
import { audit, stockNow } from './audit/checks.ts'
import { blindSpots } from './audit/plants.ts'
import { chanceOf, type Chance } from './chance.ts'
import { faults, type Fault } from './faults.ts'
import { openHouse, type House } from './ground/house.ts'
import { leaveOnly, raceForTheLast } from './race.ts'
import { report } from './report.ts'
import { settle } from './settle.ts'
import { goShopping, habits, type Story } from './shoppers/shopper.ts'

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
  race: { pieces: number; shoppers: number }
}

/** What one fault has done. */
export interface Row {
  fault: string
  set: number
  struck: number
  checkouts: number
  /** Calls that had to be sent again. */
  again: number
}

export interface Outcome {
  rows: Row[]
  stories: Story[]
  failures: string[]
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
    const outcome = await shopThroughFaults(house, extent, others, say)
    say(`${extent.race.shoppers} want the last ${extent.race.pieces} of ${scarce.sku}`)
    const race = await raceForTheLast(house, { sku: scarce.sku, ...extent.race })
    outcome.stories.push(...race.stories)
    outcome.failures.push(...race.failures)
    say('the time to pay passes, and what waits is delivered')
    await settle(house, say)
    const laws = await audit({ house, stories: outcome.stories, onHand })
    const blind = await blindSpots({ house, stories: outcome.stories, onHand })
    return report(
      { ...outcome, laws, blind, seed: extent.seed, seconds: (Date.now() - began) / 1_000, logs: house.logs },
      extent.report,
    )
  } finally {
    await house.close()
  }
}

/** Sets one fault after the other, in rounds of all of them, and has people shop through each. */
async function shopThroughFaults(
  house: House,
  extent: Extent,
  articles: readonly Article[],
  say: (line: string) => void,
): Promise<Outcome> {
  const chance = chanceOf(extent.seed)
  const fitting = faults.filter(({ name }) => name.includes(extent.only))
  const places = new Map(chance.shuffled(fitting).map((fault) => [fault.place, fault]))
  const chosen = extent.oneOfEachPlace ? fitting.filter((fault) => places.get(fault.place) === fault) : fitting
  const outcome: Outcome = {
    rows: chosen.map(({ name }) => ({ fault: name, set: 0, struck: 0, checkouts: 0, again: 0 })),
    stories: [],
    failures: [],
  }
  const struck = () => outcome.rows.reduce((sum, row) => sum + row.struck, 0)
  const enough = () => outcome.stories.length >= extent.checkouts && struck() >= extent.faults
  do {
    for (const fault of chance.shuffled(chosen)) {
      const row = outcome.rows.find((one) => one.fault === fault.name)!
      await underOne(fault, row, { house, extent, articles, chance, outcome })
      const goals = extent.checkouts > 0 ? ` of ${extent.checkouts}` : ''
      say(`${outcome.stories.length}${goals} checkouts, ${struck()} faults: ${fault.name}`)
      if (row.set > 1 && enough()) break
    }
  } while (!enough())
  return outcome
}

async function underOne(
  fault: Fault,
  row: Row,
  {
    house,
    extent,
    articles,
    chance,
    outcome,
  }: { house: House; extent: Extent; articles: readonly Article[]; chance: Chance; outcome: Outcome },
): Promise<void> {
  const wishes = Array.from({ length: extent.shoppers }, () => {
    const { sku, minimum } = chance.of(articles)
    const email = `shopper-${outcome.stories.length}-${Math.floor(chance.next() * 1e9)}@example.com`
    return { sku, quantity: minimum, habit: chance.of(habits), bearsKeys: chance.next() < 0.5, email }
  })
  const set = await fault.set(house)
  row.set += 1
  try {
    await Promise.all(
      wishes.map((wish) =>
        goShopping(house, wish).then(
          (story) => {
            outcome.stories.push(story)
            row.checkouts += 1
            row.again += story.again
          },
          (error: unknown) =>
            outcome.failures.push(`${fault.name}: ${error instanceof Error ? error.message : String(error)}`),
        ),
      ),
    )
    // what a worker does comes a moment after the shoppers have gone
    for (const until = Date.now() + 10_000; !set.struck() && Date.now() < until;)
      await new Promise((wait) => setTimeout(wait, 100))
  } finally {
    if (set.struck()) row.struck += 1
    set.lift()
  }
  await Promise.all([...house.apis, house.worker].map((member) => member.up()))
}
