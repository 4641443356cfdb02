import type { Article } from '../ground/goods.ts'
import type { Chance } from './chance.ts'
import type { Clerk } from './clerk/clerk.ts'
import type { Fault } from './faults/index.ts'
import type { House } from './ground/house.ts'
import { takeMoney, type Offers } from './ground/offers.ts'
import { Larder } from './larder.ts'
import { codesOf, usualPurses, type Purse } from './shoppers/purse.ts'
import { goShopping, habits, type Story, type Wish } from './shoppers/shopper.ts'

/** What one fault has done. */
interface Row {
  fault: string
  set: number
  struck: number
  checkouts: number
  /** Calls that had to be sent again. */
  again: number
}

export interface Outcome {
  rows: Row[]
  clerk: Clerk
  stories: Story[]
  failures: string[]
}

/** Where people shop. */
export interface Scene {
  house: House
  chance: Chance
  articles: readonly Article[]
  offers: Offers
  outcome: Outcome
  /** What a worker does comes after the shoppers have gone: how long that is waited for, in milliseconds. */
  lateMs: number
  /** How many shop for each fault that strikes at shoppers; with a clerk who is struck at there are as many, too. */
  shoppers: number
}

/** A fault that is set. */
export interface Standing {
  fault: Fault
  set: Awaited<ReturnType<Fault['set']>>
}

/** A stock of orders to do something with. */
export const larderOf = (scene: Scene): Larder =>
  new Larder(scene.house, ({ keepsCard }, count) =>
    shop(
      scene,
      wishes(scene, count, { habit: 'returns', purse: 'card', keepsCard, wantsNotices: true }),
      'before a fault',
    ),
  )

/**
 * Sets these at once, besides what stands from before, and has people shop and a clerk work through it. What stood before is lifted afterwards, struck or not. Answers those of the others that have not
 * struck yet, and still stand.
 */
export async function playUnder(
  faults: readonly Fault[],
  before: readonly Standing[],
  larder: Larder,
  scene: Scene,
): Promise<Standing[]> {
  const { house, chance, outcome } = scene
  const deeds = faults.flatMap(({ deed }) => deed ?? [])
  await larder.provide(deeds)
  // a payment at once is then the charge
  const capture = deeds.includes('charges') ? 'atShipment' : chance.of(['atOrder', 'atShipment'] as const)
  await takeMoney(house.backOffice, capture)
  const now = await Promise.all(faults.map(async (fault) => ({ fault, set: await fault.set(house) })))
  const all = [...before, ...now]
  const waits = () => all.filter(({ set }) => !set.struck())
  try {
    // where shoppers are beside a clerk anyway, they need not come for each of their deeds
    const few = deeds.length < faults.length
    const stories = await Promise.all(faults.map((fault) => live(fault, few, larder, scene)))
    outcome.clerk.hears(stories.flat())
    for (const until = Date.now() + scene.lateMs; waits().length > 0 && Date.now() < until;)
      await new Promise((wait) => setTimeout(wait, 100))
  } catch (error) {
    liftAll(now, outcome)
    throw error
  } finally {
    liftAll(before, outcome)
  }
  const left = now.filter((one) => waits().includes(one))
  liftAll(
    now.filter((one) => !left.includes(one)),
    outcome,
  )
  await Promise.all([...house.apis, house.worker].map((member) => member.up()))
  return left
}

/** Takes faults away, and counts those that have struck. */
export function liftAll(standing: readonly Standing[], { rows }: Outcome): void {
  for (const { fault, set } of standing) {
    if (set.struck()) rows.find((row) => row.fault === fault.name)!.struck += 1
    set.lift()
  }
}

/** What happens while a fault is set. Answers the stories of who shopped. */
async function live(fault: Fault, few: boolean, larder: Larder, scene: Scene): Promise<Story[]> {
  const { name, purse, deed } = fault
  const { clerk, rows, failures } = scene.outcome
  const row = rows.find((one) => one.fault === name)!
  row.set += 1
  const works = deed ? clerk.does(deed, larder.take(deed)) : clerk.works()
  const [stories] = await Promise.all([
    shop(scene, wishes(scene, deed && few ? 0 : scene.shoppers, purse ? { purse } : {}), name),
    works.catch((error: unknown) => void failures.push(told(name, error))),
  ])
  row.checkouts += stories.length
  row.again += stories.reduce((sum, { again }) => sum + again, 0)
  return stories
}

/** What people want who come now. */
function wishes(
  { articles, offers, chance, outcome }: Scene,
  count: number,
  given: Partial<Pick<Wish, 'habit' | 'keepsCard' | 'wantsNotices'>> & { purse?: Purse },
): Wish[] {
  return Array.from({ length: count }, () => {
    const { sku, minimum } = chance.of(articles)
    return {
      sku,
      quantity: minimum,
      habit: given.habit ?? chance.of(habits),
      bearsKeys: chance.next() < 0.5,
      keepsCard: given.keepsCard ?? chance.next() < 0.2,
      wantsNotices: given.wantsNotices ?? chance.next() < 0.4,
      email: `shopper-${outcome.stories.length}-${Math.floor(chance.next() * 1e9)}@example.com`,
      codes: codesOf(given.purse ?? chance.of(usualPurses), offers, chance),
    }
  })
}

/** Has them all shop at once. Answers their stories. */
async function shop({ house, outcome }: Scene, wishes: readonly Wish[], during: string): Promise<Story[]> {
  const ended = await Promise.allSettled(wishes.map((wish) => goShopping(house, wish)))
  const stories = ended.flatMap((one) => (one.status === 'fulfilled' ? one.value : []))
  outcome.stories.push(...stories)
  outcome.failures.push(...ended.flatMap((one) => (one.status === 'rejected' ? told(during, one.reason) : [])))
  return stories
}

export const told = (during: string, error: unknown) =>
  `${during}: ${error instanceof Error ? error.message : String(error)}`
