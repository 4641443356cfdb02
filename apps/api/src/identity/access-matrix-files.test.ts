import { model, type Entity } from '@portico/schema'
import { writesByFile } from '@portico/schema/projections/files'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { roles } from '../../../../prisma/seed/data/access.ts'
import type { Grant } from '../engine/records/index.ts'
import type { ApiClient } from '../testing/client.ts'
import { each, everything } from '../testing/everybody.ts'
import { send } from '../testing/jsonapi.ts'
import { createPartner, type Partner } from '../testing/partner.ts'
import { openShop, type OpenShop } from '../testing/shop.ts'

// The access matrix of the door of files: what a file does there was allowed by whoever wrote its connector. Every entity × mode × the role of who writes it.

const modes = ['create', 'update', 'upsert', 'delete', 'replaceAll', 'out'] as const
type Mode = (typeof modes)[number]

const deedsOf: Record<Mode, readonly string[]> = {
  create: ['create'],
  update: ['update'],
  upsert: ['create', 'update'],
  delete: ['delete'],
  replaceAll: ['create', 'update', 'delete'],
  out: ['read'],
}

/** What it takes to write connectors at all. */
const setsUp: readonly Grant[] = ['connector', 'integration', 'fileAccount', 'fileProfile'].map((entity) => ({
  entity,
  deed: '*',
  level: 'all',
}))
const grantsOf = (code: string, level?: Grant['level']): readonly Grant[] => [
  ...setsUp,
  ...roles.find((role) => role.code === code)!.grants.map((grant) => (level ? { ...grant, level } : grant)),
]
const people: Readonly<Record<string, readonly Grant[]>> = {
  administrator: [{ entity: '*', deed: '*', level: 'all' }],
  // a file is no one person's and no one organization's: what somebody may do there only is not enough
  'clerk of their organization': grantsOf('clerk', 'organization'),
  'clerk of the house': grantsOf('clerk', 'all'),
  'integration of the house': grantsOf('erp', 'all'),
  'somebody who only sets up': setsUp,
}

let shop: OpenShop
let partner: Partner
beforeAll(async () => {
  shop = await openShop()
  partner = await createPartner(shop, { module: 'files' })
})
afterAll(() => shop.close())

const house = (type: string, id: string) => ({ data: { type, id } })

function tries(client: ApiClient, entity: Entity, mode: Mode, dryRun: boolean) {
  const way = mode === 'out' ? { direction: 'out' } : { direction: 'in', mode }
  const attributes = {
    code: `${entity.name}-${mode}`,
    name: 'Of the matrix',
    entity: entity.name,
    format: 'csv',
    ...way,
  }
  const relationships = {
    integration: house('integrations', partner.integrationId),
    account: house('fileAccounts', partner.accountId),
  }
  const data = { type: 'connectors', attributes, relationships }
  return send(client, `/admin/api/connectors${dryRun ? '?dryRun=true' : ''}`, { method: 'POST', body: { data } })
}

/** What stands against a connector: that nobody writes such rows plainly, or that this person may not; both where both. */
function against(grants: readonly Grant[], entity: Entity, mode: Mode): string[] {
  const may = (deed: string) =>
    grants.some(
      (grant) => grant.level === 'all' && [entity.name, '*'].includes(grant.entity) && [deed, '*'].includes(grant.deed),
    )
  const deeds = deedsOf[mode]
  const offered = deeds.every((deed) => deed === 'read' || writesByFile(entity).some((write) => write === deed))
  return [...(offered ? [] : ['FIELD_INVALID']), ...(deeds.every(may) ? [] : ['FORBIDDEN'])]
}

const cells = [...model.entities.values()].flatMap((entity) => modes.map((mode) => ({ entity, mode })))

describe.each(Object.entries(people))('%s', (_name, grants) => {
  it('has files do at every entity what they may do themselves everywhere, and nothing else', async () => {
    const client = await shop.client(grants)
    const before = await everything(shop)
    const wrong = await each(cells, async ({ entity, mode }) => {
      const { status, errors } = await tries(client, entity, mode, true)
      const should = against(grants, entity, mode)
      const code = errors?.[0]?.code
      const right = code === undefined ? status === 200 && should.length === 0 : should.includes(code)
      return right ? undefined : `${mode} ${entity.name}: ${status} ${code} instead of ${should.join(' or ') || 'yes'}`
    })
    expect(wrong).toEqual([])
    expect(await everything(shop)).toEqual(before)
  }, 120_000)
})

it('a connector that somebody else set up is turned to nothing that one may not do, and not changed at all beyond one’s rights', async () => {
  const administrator = await shop.client()
  const { one } = await tries(administrator, model.entities.get('brand')!, 'upsert', false)
  const { one: harmless } = await tries(administrator, model.entities.get('customer')!, 'create', false)
  const clerk = await shop.client(people['clerk of the house'])
  const change = (id: string, attributes: object) =>
    send(clerk, `/admin/api/connectors/${id}`, {
      method: 'PATCH',
      body: { data: { type: 'connectors', id, attributes } },
    })
  const before = await everything(shop)
  for (const [id, attributes] of [
    [one.id, { name: 'Mine now' }],
    [one.id, { schedule: '* * * * *' }],
    [harmless.id, { entity: 'brand' }],
    [harmless.id, { entity: 'warehouse', mode: 'upsert' }],
    [harmless.id, { mode: 'delete' }],
  ] as const) {
    const { errors } = await change(id, attributes)
    expect([attributes, errors?.[0]?.code]).toEqual([attributes, 'FORBIDDEN'])
  }
  expect(await everything(shop)).toEqual(before)
  expect((await change(harmless.id, { name: 'New customers' })).status).toBe(200)
})
