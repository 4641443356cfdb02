import { isField, model, type Action, type Entity, type Question } from '@portico/schema'
import { ownInput, verbType } from '@portico/schema/projections/jsonapi'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { randomIds } from '../kernel/ids.ts'
import { actionInput } from '../testing/conformance/inputs.ts'
import { each, everybody, everything, send as sendTo, type Person, type Told } from '../testing/everybody.ts'
import { belongingsOf, rowsOf, type Customer } from '../testing/shopper-rows.ts'
import { openShop, type OpenShop } from '../testing/shop.ts'

// The access matrix of the shop: every question and action × caller × door; what is seen, and what moves.

interface Verb {
  entity: Entity
  /** `addLine` */
  name: string
  asks: boolean
  declared: Action | Question
}
type Row = (to: string) => string | undefined

const upper = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)
const dotted = ({ entity, name }: Verb) => `${entity.name}.${name}`

const verbs: readonly Verb[] = [...model.entities.values()].flatMap((entity) => {
  const of = (declared: Readonly<Record<string, Action | Question>>, asks: boolean) =>
    Object.entries(declared).flatMap(([name, verb]): Verb[] =>
      verb.show.includes('storefront') ? [{ entity, name, asks, declared: verb }] : [],
    )
  return [...of(entity.questions, true), ...of(entity.actions, false)]
})

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
const linksOf = ({ declared }: Verb): [string, string][] =>
  Object.entries(declared.input).flatMap(([key, type]): [string, string][] =>
    isField(type) && type.kind === 'id' && type.to && ada.rows.has(type.to) ? [[key, type.to]] : [],
  )

/** What a verb is given: all that it must be, and rows wherever it may name one. */
function inputOf(verb: Verb, row: Row): Record<string, unknown> {
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

function byGraphql(person: Person, verb: Verb, input: Record<string, unknown>): Promise<Told> {
  const { entity, name, asks, declared } = verb
  const field = entity.name + upper(name)
  const kind = asks ? 'query' : 'mutation'
  // what identifies a row tells whose it is
  const type = declared.result
  const chosen = isField(type) ? '' : type.ref === 'entity' ? '{ id }' : '{ __typename }'
  const [head, call] =
    Object.keys(declared.input).length === 0
      ? ['', field]
      : [`($input: ${upper(field)}Input!)`, `${field}(input: $input)`]
  const query = `${kind} ${head} { ${call} ${chosen} }`
  return sendTo(shop, person, 'POST', '/graphql', { query, variables: { input } }, 'application/json')
}

function byJsonApi(person: Person, verb: Verb, input: Record<string, unknown>): Promise<Told> {
  const { entity, name, asks, declared } = verb
  const key = ownInput(entity, declared)
  const { [key ?? '']: id, ...attributes } = input
  const place = typeof id === 'string' ? `/${id}` : ''
  const path = `/api/${entity.plural}${place}/${asks ? 'questions' : 'actions'}/${name}`
  const data = { type: verbType(entity, name), attributes }
  return asks && Object.keys(attributes).length === 0
    ? sendTo(shop, person, 'GET', path)
    : sendTo(shop, person, 'POST', path, { data })
}

const doors = { GraphQL: byGraphql, 'JSON:API': byJsonApi }

type Found = { id?: string } | null | undefined

/** Ids of the rows that were answered, at either door. */
const idsIn = ({ body: { data } }: Told): string[] => {
  const resources = Array.isArray(data) || (typeof data === 'object' && data !== null && 'type' in data)
  const found = (resources ? data : Object.values(data ?? {})[0]) as Found | Found[]
  return [found].flat().flatMap((row) => (row?.id ? [row.id] : []))
}

/** What somebody who has not signed in is told; undefined: they are let in. */
function toldBefore(person: Person, { declared }: Verb): string | undefined {
  if (declared.caller === 'customerUser' && /stranger|visitor/.test(person.name)) return 'SIGN_IN_REQUIRED'
  return declared.caller === 'visitor' && person.name === 'stranger' ? 'SESSION_REQUIRED' : undefined
}

describe.each(Object.entries(doors))('by %s', (_door, call) => {
  it.each(['stranger', 'visitor'])(
    'a %s is asked who they are by what is not for them, and nothing moves',
    async (name) => {
      const person = people[name]!
      const closed = verbs.filter((verb) => toldBefore(person, verb) !== undefined)
      expect(closed.length).toBeGreaterThan(10)
      const before = await everything(shop)
      const wrong = await each(closed, async (verb) => {
        const { status, code } = await call(person, verb, inputOf(verb, rowsBy(ada)))
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
      const named = verbs.flatMap((verb) => linksOf(verb).map(([key]) => ({ verb, key })))
      expect(named.length).toBeGreaterThan(20)
      const own = name === 'otherBuyer' ? rowsBy(eve) : goods
      const wrong = await each(named, async ({ verb, key }) => {
        const given = inputOf(verb, own)
        const type = verb.declared.input[key]!
        const about = (id: string) => call(person, verb, { ...given, [key]: type.list ? [id] : id })
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
    const questions = verbs.filter(
      (verb) => verb.asks && Object.values(verb.declared.input).every((type) => type.optional),
    )
    const answers = async (verb: Verb) => {
      const told: Record<string, string[]> = {}
      for (const name of ['stranger', 'visitor', 'otherBuyer', 'buyer'])
        told[name] = idsIn(
          await call(
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
    expect(owned.sort()).toEqual(['cart.current', 'checkout.current', 'customerAddress.mine', 'customerUser.current'])
  })
})

describe('what somebody does to their own', () => {
  /** What takes things away comes last. */
  const byHarm = (some: readonly Verb[]) => {
    const harm = ({ name }: Verb) =>
      ['remove', 'clear', 'decline', 'signOut'].findIndex((word) => name.startsWith(word))
    return [...some].sort((one, other) => harm(one) - harm(other))
  }
  const acts = byHarm(verbs.filter(({ asks }) => !asks))

  it.each(['visitor', 'otherBuyer'])('leaves what is another’s as it was: of a %s', async (name) => {
    const before = await belongingsOf(shop, ada)
    const all = await everything(shop)
    for (const verb of acts) {
      if (linksOf(verb).length > 0) continue
      const told = await byGraphql(people[name]!, verb, inputOf(verb, goods))
      expect([dotted(verb), told.status < 500 && told.code !== 'QUERY_INVALID']).toEqual([dotted(verb), true])
    }
    expect(await belongingsOf(shop, ada)).toEqual(before)
    expect(await everything(shop)).not.toEqual(all)
  })

  it('is done to it, and to nothing of anybody else’s', async () => {
    const others = await belongingsOf(shop, eve)
    const done: string[] = []
    const own = acts.filter((verb) => linksOf(verb).length > 0)
    for (const verb of own) {
      const before = await belongingsOf(shop, ada)
      const { status, code } = await byGraphql(people['buyer']!, verb, inputOf(verb, rowsBy(ada)))
      expect([dotted(verb), code]).not.toEqual([dotted(verb), 'SIGN_IN_REQUIRED'])
      expect([dotted(verb), status < 500 && code !== 'QUERY_INVALID']).toEqual([dotted(verb), true])
      if (code === undefined) done.push(dotted(verb))
      else expect([dotted(verb), await belongingsOf(shop, ada)]).toEqual([dotted(verb), before])
    }
    expect(done.length, done.join(', ')).toBeGreaterThanOrEqual(own.length / 2)
    expect(await belongingsOf(shop, eve)).toEqual(others)
  })
})
