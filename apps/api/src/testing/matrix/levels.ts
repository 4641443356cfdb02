import { columnName, model, type Entity } from '@portico/schema'
import type { Grant } from '../../engine/records/index.ts'
import { sql } from '../../kernel/db.ts'
import { randomIds } from '../../kernel/ids.ts'
import { entities, type World } from '../conformance/world.ts'
import type { Person } from '../everybody.ts'
import type { OpenShop } from '../shop.ts'
import { anotherRow, belongings } from './rows.ts'
import type { Matrix } from './world.ts'

type Scope = 'organization' | 'unit' | 'own'

/** Of these nobody has rows beside somebody else's, by `entity level`, and why. */
export const alone: Readonly<Record<string, string>> = {
  ...each(
    'organization',
    'people of one shop make them, and it is of one organization; that another one sees none of them is tried apart',
    [
      ...[
        'auditEntry',
        'reservation',
        'couponUse',
        'promotionUse',
        'cart',
        'cartLine',
        'checkout',
        'shoppingList',
        'shoppingListLine',
      ],
      ...[
        'order',
        'orderLine',
        'orderAddress',
        'orderAmendment',
        'payment',
        'paymentEvent',
        'shipment',
        'shipmentLine',
        'shipmentParcel',
        'parcelEvent',
        'shipmentPickup',
      ],
    ],
  ),
  'emailResult own': 'its campaign is one that is being sent, which peculiar.ts makes, and it is nobody’s own',
  ...inOneUnit('unit'),
  ...inOneUnit('unitAndBelow'),
  ...subscribed('unit'),
  ...subscribed('unitAndBelow'),
  ...subscribed('organization'),
}

function each(level: string, why: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [`${name} ${level}`, why]))
}

function inOneUnit(level: string): Record<string, string> {
  return {
    ...each(level, 'what it hangs on was bought by a guest, who is of no unit', [
      'couponUse',
      'orderAmendment',
      'shipment',
      'shipmentLine',
      'shipmentParcel',
      'parcelEvent',
      'shipmentPickup',
    ]),
    ...each(level, 'what it hangs on is nobody’s but in the other unit', [
      'marketingListMember',
      'emailResult',
      'ticketComment',
    ]),
  }
}

function subscribed(level: string): Record<string, string> {
  return each(level, 'a subscription is of whoever makes it, and one system makes all of them here', [
    'webhookSubscription',
    'webhookDelivery',
  ])
}

/** To whom each row of an entity belongs, by every way that the model names: found by the tables alone. */
async function ownersOf({ database }: OpenShop, entity: Entity, scope: Scope): Promise<Map<string, Set<string>>> {
  const owners = new Map<string, Set<string>>()
  for (const path of [entity.scopes[scope] ?? []].flat()) {
    let here = entity
    let at = 0
    const joins = [sql`${sql.table(entity.table)} as t0`]
    const steps = path.split('.')
    const last = steps.pop()!
    for (const step of steps) {
      const to = model.entities.get(here.relations[step]!.to)!
      const [from, alias] = [`t${at}`, `t${(at += 1)}`]
      joins.push(
        sql`${sql.table(to.table)} as ${sql.ref(alias)} on ${sql.ref(`${alias}.id`)} = ${sql.ref(`${from}.${columnName(step)}_id`)}`,
      )
      here = to
    }
    const column = sql.ref(`t${at}.${last === 'id' ? 'id' : `${columnName(last)}_id`}`)
    const { rows } = await sql<{ id: string; owner: string | null }>`
      select t0.id, ${column} as owner from ${sql.join(joins, sql` join `)}`.execute(database.db)
    for (const { id, owner } of rows) if (owner) owners.set(id, (owners.get(id) ?? new Set<string>()).add(owner))
  }
  return owners
}

/** Somebody who may read everything that is theirs so far. */
async function reader(
  shop: OpenShop,
  level: Grant['level'],
  whose: { businessUnitId?: string; principal?: { kind: string; id: string } } = {},
): Promise<Person> {
  const grants: Grant[] = [{ entity: '*', deed: 'read', level }]
  const { businessUnitId } = whose
  const client = await shop.client(grants, { scope: 'all', ...(businessUnitId ? { businessUnitId } : {}) })
  const { db } = shop.database
  const token = db.updateTable('oauthArtifacts').where('clientId', '=', client.clientId)
  if (whose.principal?.kind === 'user') {
    const userId = whose.principal.id
    await db.insertInto('userRoles').values({ id: randomIds.next(), userId, roleId: client.roleId }).execute()
    await token.set({ userId, kind: 'AccessToken' }).execute()
  } else if (whose.principal) {
    const { id } = whose.principal
    // with no other role that they have
    await db.deleteFrom('apiClientRoles').where('clientId', '=', id).execute()
    await db
      .insertInto('apiClientRoles')
      .values({ id: randomIds.next(), clientId: id, roleId: client.roleId })
      .execute()
    const { clientId } = await db
      .selectFrom('apiClients')
      .select('clientId')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    await token.set({ clientId }).execute()
  }
  return { name: level, token: client.token, grants }
}

/** Gives everything that belongs to no unit yet to this one: people, systems, customers. */
async function giveTo({ database }: OpenShop, unitId: string, which = sql`true`): Promise<void> {
  for (const table of ['users', 'api_clients', 'customers'])
    await sql`update ${sql.table(table)} set business_unit_id = ${unitId} where business_unit_id is null and ${which}`.execute(
      database.db,
    )
}

/** Two units side by side, one of them below a third, and rows of every entity in each of both; call it where it is undone. */
export async function divided({ world }: Matrix): Promise<{ above: string; one: string }> {
  const { shop } = world
  world.linkedWith = belongings
  const unit = model.entities.get('businessUnit')!
  const ids: string[] = []
  for (let at = 0; at < 3; at += 1) ids.push((await world.create(unit, await world.sample(unit, []))).id)
  const [above, one, other] = ids as [string, string, string]
  await shop.database.db.updateTable('businessUnits').set({ parentId: above }).where('id', '=', one).execute()
  await sql`update customers set business_unit_id = ${other} where name = 'Two'`.execute(shop.database.db)
  await giveTo(shop, one)
  for (const entity of entities) if (Object.keys(entity.scopes).length > 0) await anotherRow(world, entity)
  await giveTo(shop, other)
  await inAnotherOrganization(world)
  world.linkedWith = () => []
  return { above, one }
}

/** Rows of everything that is an organization's, in another one. */
async function inAnotherOrganization(world: World): Promise<void> {
  const home = new Map(world.home)
  world.home.clear()
  for (const name of ['organization', 'website']) {
    const entity = model.entities.get(name)!
    world.home.set(name, (await world.create(entity, await world.sample(entity, ['organizationId']))).id)
  }
  for (const entity of entities) if (entity.scopes.organization) await anotherRow(world, entity)
  world.home.clear()
  for (const [name, id] of home) world.home.set(name, id)
}

/** What somebody should see of an entity, and how many rows there are besides. */
export interface Share {
  entity: Entity
  person: Person
  /** undefined: such a right says nothing of this entity. */
  ids: ReadonlySet<string> | undefined
  others: number
}

/** Every entity with what somebody should see of it whose right reaches so far. */
export async function sharesOf(
  matrix: Matrix,
  level: 'own' | 'unit' | 'unitAndBelow' | 'organization',
  { above, one }: { above: string; one: string },
): Promise<Share[]> {
  const { shop } = matrix.world
  const everyone =
    level === 'own'
      ? undefined
      : await reader(shop, level, level === 'organization' ? {} : { businessUnitId: level === 'unit' ? one : above })
  const wanted: Record<string, string[]> = {
    unit: [one],
    unitAndBelow: [above, one],
    organization: [shop.website.organizationId],
  }
  const known = new Map<string, Person>()
  const shares: Share[] = []
  for (const entity of entities) {
    const { rows } = await sql<{ id: string }>`select id from ${sql.table(entity.table)}`.execute(shop.database.db)
    const all = rows.map(({ id }) => id)
    const about =
      level === 'organization' ||
      entity.scopes.own !== undefined ||
      (level !== 'own' && entity.scopes.unit !== undefined)
    const owners = await ownersOf(shop, entity, level === 'unitAndBelow' ? 'unit' : level)
    if (everyone) {
      const free = level === 'organization' && !entity.scopes.organization
      const ids = all.filter((id) => free || wanted[level]!.some((unit) => owners.get(id)?.has(unit)))
      shares.push({ entity, person: everyone, ids: about ? new Set(ids) : undefined, others: all.length - ids.length })
      continue
    }
    const owner = [...(owners.get(matrix.sample(entity.name).id) ?? [...owners.values()][0] ?? [])][0]
    const principal = owner === undefined ? undefined : { id: owner, kind: await kindOf(shop, owner) }
    const person = known.get(owner ?? '') ?? (await reader(shop, level, principal ? { principal } : {}))
    known.set(owner ?? '', person)
    const { rows: now } = await sql<{ id: string }>`select id from ${sql.table(entity.table)}`.execute(shop.database.db)
    const owned = await ownersOf(shop, entity, 'own')
    const ids = now.flatMap(({ id }) => (owner !== undefined && owned.get(id)?.has(owner) ? [id] : []))
    shares.push({ entity, person, ids: about ? new Set(ids) : undefined, others: now.length - ids.length })
  }
  return shares
}

async function kindOf({ database }: OpenShop, id: string): Promise<string> {
  const found = await database.db.selectFrom('users').select('id').where('id', '=', id).executeTakeFirst()
  return found ? 'user' : 'apiClient'
}
