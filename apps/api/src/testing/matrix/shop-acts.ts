import { isDeepStrictEqual } from 'node:util'
import { isField, model, standardCustomerRoles } from '@portico/schema'
import { sql } from '../../kernel/db.ts'
import { Buyer } from '../buyer.ts'
import { actionInput } from '../conformance/inputs.ts'
import type { Given } from '../conformance/world.ts'
import type { Person } from '../everybody.ts'
import { belongingsOf, type Customer } from '../shopper-rows.ts'
import type { OpenShop } from '../shop.ts'
import { undone } from '../undone.ts'
import type { Tried } from './allowed.ts'
import { inWords, movedSince, standingIn, type Moved, type Standing } from './moved.ts'
import { dotted, shopVerbs, toldBefore, type ShopDoor, type ShopVerb } from './shop-doors.ts'
import { shopMoves, type Coming } from './shop-moves.ts'
import { peculiarShopVerbs, type ShopStage } from './shop-verbs.ts'

/** Somebody at the shop. */
export interface Shopper {
  person: Person
  coming: Coming
  /** What they may do for their company; only of those who signed in. */
  role?: keyof typeof standardCustomerRoles
  rows: ReadonlyMap<string, string>
}

/** A shop, who has an account there, and how everything stands. */
export interface Ground {
  shop: OpenShop
  before: Standing
  /** Whose account it is that words and tokens open, and somebody else. */
  account: Customer & ShopStage['account']
  other: Customer
}

/** How many jobs wait. */
async function jobsOf({ database }: OpenShop): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from graphile_worker._private_jobs`.execute(
    database.db,
  )
  return rows[0]!.n
}

const mayDo = ({ role }: Shopper, { entity, name }: ShopVerb) =>
  !role ||
  standardCustomerRoles[role].some(
    (grant) => ['*', entity.name].includes(grant.entity) && ['*', name].includes(grant.deed),
  )

/** By what code somebody is refused who may not do something; undefined: they may. */
const shutOut = (shopper: Shopper, verb: ShopVerb): string | undefined =>
  toldBefore(shopper.person, verb) ?? (mayDo(shopper, verb) ? undefined : 'FORBIDDEN')

function wanted(cell: string, coming: Coming): string | undefined {
  const moves = shopMoves[cell]
  return typeof moves === 'object' ? moves[coming] : moves
}

/** Every action of the shop is tried by somebody: who may moves what it is said to move, and nothing of anybody else's; who may not is told so and moves nothing. */
export async function shopActsOf(ground: Ground, door: ShopDoor, shopper: Shopper): Promise<Tried> {
  const tried: Tried = { cells: 0, wrong: [] }
  for (const verb of shopVerbs) {
    if (verb.asks) continue
    tried.cells += 1
    const problem = await tryTo(ground, door, shopper, verb).catch((error: unknown) => `fails: ${String(error)}`)
    if (problem) tried.wrong.push(`${dotted(verb)}: ${problem}`)
  }
  return tried
}

function tryTo(
  { shop, before, account, other }: Ground,
  door: ShopDoor,
  shopper: Shopper,
  verb: ShopVerb,
): Promise<string | undefined> {
  const { person, coming, role, rows } = shopper
  const cell = dotted(verb)
  const { prepare, input, opens } = peculiarShopVerbs[cell] ?? {}
  const known = shop.caller(person.token, { 'portico-website': shop.website.code })
  // a stranger has nothing: what they name is somebody's
  const row = (entity: string) => rows.get(entity) ?? account.rows.get(entity)!
  const buyer = new Buyer(shop, known)
  buyer.checkoutId = row('checkout')
  const stage: ShopStage = { shop, buyer, row, account }
  const refused = shutOut(shopper, verb)
  return undone(shop, async (transaction) => {
    const prepared = toldBefore(person, verb) ? undefined : await prepare?.(stage)
    if (role)
      await shop.database.db.updateTable('customerUsers').set({ role }).where('id', '=', account.userId).execute()
    const then = await standingIn(shop, before)
    const jobs = await jobsOf(shop)
    const others = [other, ...(coming === 'customer' || opens ? [] : [account])]
    const theirs = await Promise.all(others.map((one) => belongingsOf(shop, one)))
    const given = { ...actionInput(model, verb.declared.input, row), ...input?.(stage), ...prepared }
    const { status, code, body } = await door(shop, person, verb, given)
    const moved = await movedSince(shop, then, transaction)
    const more = (await jobsOf(shop)) - jobs
    const words = [inWords(moved), more ? `jobs +${more}` : ''].filter(Boolean).join(', ')
    if (refused)
      return code === refused && !words ? undefined : `${status} ${code} instead of ${refused}, and moves ${words}`
    if (code) return `refused: ${status} ${code} ${JSON.stringify(body.errors)}`
    const should = wanted(cell, coming)
    if (words !== should) return `moves ${words} instead of ${should}`
    if (!isDeepStrictEqual(await Promise.all(others.map((one) => belongingsOf(shop, one))), theirs))
      return `moves what is somebody else's: ${words}`
    return beside(verb, given, moved)
  })
}

/** Of what somebody names, of entities that moved, that another row did. */
function beside({ declared }: ShopVerb, given: Given, moved: Readonly<Record<string, Moved>>): string | undefined {
  for (const [key, type] of Object.entries(declared.input)) {
    const of = isField(type) && type.kind === 'id' && type.to ? moved[type.to] : undefined
    const ids = of ? [...of.changed, ...of.gone] : []
    const named = [given[key]].flat().filter(Boolean)
    if (ids.length > 0 && named.length > 0 && !isDeepStrictEqual(ids, named))
      return `moves another row than ${key} names`
  }
  return undefined
}
