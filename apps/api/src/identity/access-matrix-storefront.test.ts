import { isField, model } from '@portico/schema'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { randomIds } from '../kernel/ids.ts'
import { actionInput } from '../testing/conformance/inputs.ts'
import { each, everybody, everything, type Person, type Told } from '../testing/everybody.ts'
import { standing } from '../testing/matrix/moved.ts'
import { shopActsOf, type Ground, type Shopper } from '../testing/matrix/shop-acts.ts'
import { dotted, shopDoors, shopVerbs, toldBefore, type ShopVerb } from '../testing/matrix/shop-doors.ts'
import { guestRowsOf, rowsOf, type Customer } from '../testing/shopper-rows.ts'
import { openShop, type OpenShop } from '../testing/shop.ts'

// The access matrix of the shop: every question and action × caller × door; what is seen, and what moves.

type Row = (to: string) => string | undefined

let shop: OpenShop
let people: Record<string, Person>
let ada: Customer
let eve: Customer
beforeAll(async () => {
  shop = await openShop()
  people = await everybody(shop)
  ada = await rowsOf(shop, people['buyer']!.token!)
  eve = await rowsOf(shop, people['otherBuyer']!.token!)
})
afterAll(() => shop.close())

/** Links of a verb's input to rows that are somebody's. */
const linksOf = ({ declared }: ShopVerb): [string, string][] =>
  Object.entries(declared.input).flatMap(([key, type]): [string, string][] =>
    isField(type) && type.kind === 'id' && type.to && ada.rows.has(type.to) ? [[key, type.to]] : [],
  )

/** What a verb is given: all that it must be, and rows wherever it may name one. */
function inputOf(verb: ShopVerb, row: Row): Record<string, unknown> {
  const given = actionInput(model, verb.declared.input, (to) => row(to) ?? randomIds.next())
  for (const [key, type] of Object.entries(verb.declared.input)) {
    const id = isField(type) && type.kind === 'id' && type.to ? row(type.to) : undefined
    if (id !== undefined) given[key] = type.list ? [id] : id
  }
  // else an address that it names besides is looked at by nobody
  return 'sameAsShipping' in given ? { ...given, sameAsShipping: false } : given
}

const goods: Row = (to) => (to === 'product' ? shop.furniture.drill : undefined)
const rowsBy =
  ({ rows }: Customer): Row =>
  (to) =>
    rows.get(to) ?? goods(to)

type Found = { id?: string } | null | undefined

/** Ids of the rows that were answered, at either door. */
const idsIn = ({ body: { data } }: Told): string[] => {
  const resources = Array.isArray(data) || (typeof data === 'object' && data !== null && 'type' in data)
  const found = (resources ? data : Object.values(data ?? {})[0]) as Found | Found[]
  return [found].flat().flatMap((row) => (row?.id ? [row.id] : []))
}

/** Who has something that this question tells of has no open cart: domain/checkout/carts-set-aside.test.ts asks it. */
const elsewhere = new Set(['checkout.atBank', 'checkout.refusedByBank'])

describe.each(Object.entries(shopDoors))('by %s', (_door, call) => {
  it.each(['stranger', 'visitor'])(
    'a %s is asked who they are by what is not for them, and nothing moves',
    async (name) => {
      const person = people[name]!
      const closed = shopVerbs.filter((verb) => toldBefore(person, verb) !== undefined)
      expect(closed.length).toBeGreaterThan(10)
      const before = await everything(shop)
      const wrong = await each(closed, async (verb) => {
        const { status, code } = await call(shop, person, verb, inputOf(verb, rowsBy(ada)))
        return code === toldBefore(person, verb) ? undefined : `${dotted(verb)}: ${status} ${code}`
      })
      expect(wrong).toEqual([])
      expect(await everything(shop)).toEqual(before)
    },
  )

  it.each(['stranger', 'visitor', 'otherBuyer'])(
    'to a %s the rows of somebody else are as if they were not there: nothing is told of them, and nothing moves',
    async (name) => {
      const person = people[name]!
      // what is theirs they may act on, even where nothing is left to do: the log tells that
      const before = await everything(shop, ['auditEntry'])
      const named = shopVerbs.flatMap((verb) => linksOf(verb).map(([key]) => ({ verb, key })))
      expect(named.length).toBeGreaterThan(20)
      const own = name === 'otherBuyer' ? rowsBy(eve) : goods
      const wrong = await each(named, async ({ verb, key }) => {
        const given = inputOf(verb, own)
        const type = verb.declared.input[key]!
        const about = (id: string) => call(shop, person, verb, { ...given, [key]: type.list ? [id] : id })
        const to = linksOf(verb).find(([one]) => one === key)![1]
        const theirs = await about(ada.rows.get(to)!)
        const nobodys = await about(randomIds.next())
        if (theirs.status !== nobodys.status || theirs.code !== nobodys.code)
          return `${dotted(verb)} ${key}: ${theirs.status} ${theirs.code}, and about none ${nobodys.status} ${nobodys.code}`
        // what takes a line away that is not there has nothing to do, and answers with the caller's own
        const told = JSON.stringify(theirs.body.data ?? null)
        const theirsTold = [...ada.rows.values()].some((id) => told.includes(id))
        return theirs.status < 500 && theirs.code !== 'QUERY_INVALID' && !theirsTold
          ? undefined
          : `${dotted(verb)} ${key}: ${theirs.status} ${theirs.code} ${told}`
      })
      expect(wrong).toEqual([])
      expect(await everything(shop, ['auditEntry'])).toEqual(before)
    },
  )

  it('what is somebody’s is answered to them alone, and what is for everybody to everybody', async () => {
    const questions = shopVerbs.filter(
      (verb) =>
        verb.asks && !elsewhere.has(dotted(verb)) && Object.values(verb.declared.input).every((type) => type.optional),
    )
    const answers = async (verb: ShopVerb) => {
      const told: Record<string, string[]> = {}
      for (const name of ['stranger', 'visitor', 'otherBuyer', 'buyer'])
        told[name] = idsIn(
          await call(
            shop,
            people[name]!,
            verb,
            inputOf(verb, () => undefined),
          ),
        )
      return told
    }
    const owned: string[] = []
    for (const verb of questions) {
      const { buyer, ...others } = await answers(verb)
      if (verb.entity.access.storefront === 'everyone') {
        for (const ids of Object.values(others)) expect([dotted(verb), ids]).toEqual([dotted(verb), buyer])
        continue
      }
      owned.push(dotted(verb))
      expect([dotted(verb), buyer!.length]).toEqual([dotted(verb), 1])
      expect(Object.values(others).flat()).not.toContain(buyer![0])
    }
    expect(owned.sort()).toEqual([
      'cart.current',
      'checkout.current',
      'customerAddress.mine',
      'customerUser.current',
      'pushSubscription.mine',
      'savedPaymentMethod.mine',
    ])
  })
})

describe('what somebody does', () => {
  let ground: Ground
  let shoppers: readonly Shopper[]
  beforeAll(async () => {
    // the provider's word would come in the middle of what is undone
    shop.stripe.webhooks.endpoint = null
    const guest = await guestRowsOf(shop, people['visitor']!.token!)
    const account = { ...ada, email: 'ada@one.example', password: 'a fine password 1' }
    ground = { shop, before: await standing(shop), account, other: eve }
    const person = people['buyer']!
    shoppers = [
      { person: people['stranger']!, coming: 'stranger', rows: new Map() },
      { person: people['visitor']!, coming: 'visitor', rows: guest },
      ...(['administrator', 'buyer', 'approver'] as const).map((role): Shopper => ({
        person,
        coming: 'customer',
        role,
        rows: ada.rows,
      })),
    ]
  })

  it.each(Object.entries(shopDoors))(
    'is done by %s to what is theirs, moves what it is said to move, and nothing of anybody else’s; what they may not do is refused, and nothing moves',
    async (_door, door) => {
      const acts = shopVerbs.filter(({ asks }) => !asks)
      for (const shopper of shoppers) {
        const { cells, wrong } = await shopActsOf(ground, door, shopper)
        expect([shopper.coming, shopper.role, wrong]).toEqual([shopper.coming, shopper.role, []])
        expect(cells).toBe(acts.length)
      }
    },
    120_000,
  )
})
