import { columnName, model } from '@portico/schema'
import { roles } from '../../../../prisma/seed/data/access.ts'
import type { Grant } from '../engine/records/index.ts'
import { sql } from '../kernel/db.ts'
import { randomIds } from '../kernel/ids.ts'
import { Buyer } from './buyer.ts'
import { granted } from './caller.ts'
import type { OpenShop } from './shop.ts'

/** Somebody who calls, with the rights that they have at the back office. */
export interface Person {
  name: string
  token: string | undefined
  /** At the back office; undefined: none of theirs. */
  grants?: readonly Grant[]
}

const grantsOf = (code: string) => roles.find((role) => role.code === code)!.grants

/** A customer of a company of their own, who has bought something and has something in the cart. */
async function customer(shop: OpenShop, email: string, company: string): Promise<string | undefined> {
  const buyer = new Buyer(shop)
  const account = { email, password: 'a fine password 1', firstName: 'Ada', lastName: 'Byron', company }
  await granted(buyer.caller.act('customerUserRegister', account, 'token'))
  await buyer.pays(await buyer.atTheTill({ email }))
  await granted(buyer.complete())
  await granted(buyer.add())
  return buyer.caller.token
}

/** Somebody of another organization of the same house, who may do everything there. */
async function foreigner(shop: OpenShop): Promise<Person> {
  const { db } = shop.database
  const grants: Grant[] = [{ entity: '*', deed: '*', level: 'organization' }]
  const client = await shop.client(grants, { name: 'foreigner' })
  const organizationId = randomIds.next()
  await db.insertInto('organizations').values({ id: organizationId, name: 'Elsewhere' }).execute()
  await db.updateTable('apiClients').set({ organizationId }).where('id', '=', client.id).execute()
  return { name: 'foreigner', token: client.token, grants }
}

/** Everybody who may come to the doors. */
export async function everybody(shop: OpenShop): Promise<Record<string, Person>> {
  const visitor = new Buyer(shop)
  await granted(visitor.add())
  const staff = async (name: string, grants: readonly Grant[]): Promise<Person> => ({
    name,
    token: (await shop.client(grants, { name })).token,
    grants,
  })
  return {
    stranger: { name: 'stranger', token: undefined },
    visitor: { name: 'visitor', token: visitor.caller.token },
    buyer: { name: 'buyer', token: await customer(shop, 'ada@one.example', 'One') },
    otherBuyer: { name: 'otherBuyer', token: await customer(shop, 'eve@two.example', 'Two') },
    clerk: await staff('clerk', grantsOf('clerk')),
    integration: await staff('integration', grantsOf('erp')),
    administrator: await staff('administrator', grantsOf('administrator')),
    foreigner: await foreigner(shop),
  }
}

export const may = (person: Person, entity: string, deed: string) =>
  (person.grants ?? []).some(
    (grant) => (grant.entity === '*' || grant.entity === entity) && (grant.deed === '*' || grant.deed === deed),
  )

/** All rows of all entities, but of those left out, as one mark each; the audit log grows by what was done, not by what was refused. */
export async function everything(shop: OpenShop, without: readonly string[] = []): Promise<unknown> {
  const parts = [...model.entities.values()]
    .filter(({ name }) => !without.includes(name))
    .map(
      ({ name, table }) =>
        sql`(select md5(coalesce(string_agg(t::text, '|' order by t.id), '')) from ${sql.table(table)} t) as ${sql.ref(columnName(name))}`,
    )
  const { rows: marks } = await sql`select ${sql.join(parts)}`.execute(shop.database.db)
  return marks[0]
}

export interface Told {
  status: number
  code: string | undefined
  body: { data?: unknown; errors?: { code?: string; extensions?: { code?: string } }[] }
}

export async function send(
  shop: OpenShop,
  person: Person,
  method: string,
  path: string,
  data?: unknown,
  type = 'application/vnd.api+json',
): Promise<Told> {
  const response = await fetch(`${shop.url}${path}`, {
    method,
    headers: {
      'portico-website': shop.website.code,
      ...(person.token ? { authorization: `Bearer ${person.token}` } : {}),
      ...(data === undefined ? {} : { 'content-type': type }),
    },
    ...(data === undefined ? {} : { body: JSON.stringify(data) }),
  })
  const text = await response.text()
  const body = (text ? JSON.parse(text) : {}) as Told['body']
  const [first] = body.errors ?? []
  return { status: response.status, code: first?.code ?? first?.extensions?.code, body }
}

/** Runs a few at a time; gathers what was not as it should be, so that one run shows all of it. */
export async function each<Item>(
  items: readonly Item[],
  check: (item: Item) => Promise<string | undefined>,
): Promise<string[]> {
  const wrong: string[] = []
  const queue = [...items]
  await Promise.all(
    Array.from({ length: 6 }, async () => {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
        const problem = await check(item)
        if (problem) wrong.push(problem)
      }
    }),
  )
  return wrong.sort()
}
