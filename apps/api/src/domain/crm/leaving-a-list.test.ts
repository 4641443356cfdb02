import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/client.ts'
import { Clerk } from '../../testing/clerk.ts'
import { send } from '../../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
let client: ApiClient
let clerk: Clerk
let listId: string
let campaignId: string

beforeAll(async () => {
  shop = await openShop()
  client = await shop.client()
  clerk = await Clerk.of(shop)
  const { organizationId } = clerk
  listId = await clerk.make('marketingList', { organizationId, code: 'news', name: 'News' })
  await clerk.make('marketingListMember', { listId, email: 'first@example.com' })
  campaignId = await clerk.make('emailCampaign', {
    organizationId,
    listId,
    code: 'spring',
    name: 'Spring',
    senderName: 'Werkmark',
    senderEmail: 'news@example.com',
    subject: { en: 'Spring is here' },
    text: { en: 'Come and see.' },
  })
  await clerk.act('emailCampaign.start', { id: campaignId })
})
afterAll(() => shop.close())

let count = 0
const tell = (kind: string, email: string, memberId?: string, reference = `r-${(count += 1)}`) =>
  send(client, '/admin/api/emailResults', {
    method: 'POST',
    body: {
      data: {
        type: 'emailResults',
        attributes: { kind, email, reference, at: '2026-11-20T08:00:00Z' },
        relationships: {
          campaign: { data: { type: 'emailCampaigns', id: campaignId } },
          ...(memberId ? { member: { data: { type: 'marketingListMembers', id: memberId } } } : {}),
        },
      },
    },
  })
const stateOf = async (id: string) => {
  const { state, unsubscribedAt } = await clerk.read('marketingListMember', id, 'state', 'unsubscribedAt')
  return [state, unsubscribedAt]
}
const left = ['unsubscribed', new Date('2026-11-20T08:00:00Z')]

describe('who leaves a list by a campaign’s mail', () => {
  it('is unsubscribed, whether the result names the member or only the address, and the log tells of it', async () => {
    const one = await clerk.make('marketingListMember', { listId, email: 'one@example.com' })
    const two = await clerk.make('marketingListMember', { listId, email: 'two@example.com' })
    const three = await clerk.make('marketingListMember', { listId, email: 'three@example.com' })
    const told = await tell('unsubscribed', 'One@Example.com')
    expect(told.status).toBe(201)
    expect(await stateOf(one)).toEqual(left)
    expect(await clerk.read('emailResult', told.one.id, 'member.email')).toMatchObject({
      member: { email: 'one@example.com' },
    })
    expect((await tell('unsubscribed', 'other@example.com', two)).status).toBe(201)
    expect(await stateOf(two)).toEqual(left)
    expect((await tell('complained', 'three@example.com')).status).toBe(201)
    expect(await stateOf(three)).toEqual(left)
    const log = await shop.database.db
      .selectFrom('auditEntries')
      .select(['rowId', 'after'])
      .where('entity', '=', 'marketingListMember')
      .where('deed', '=', 'update')
      .execute()
    expect(log.map(({ rowId }) => rowId).sort()).toEqual([one, two, three].sort())
  })

  it('stays for anything else, and for a result that is refused', async () => {
    const id = await clerk.make('marketingListMember', { listId, email: 'four@example.com' })
    for (const kind of ['delivered', 'opened', 'clicked', 'bounced'])
      expect((await tell(kind, 'four@example.com')).status).toBe(201)
    await tell('opened', 'four@example.com', undefined, 'twice')
    const refused = await still(shop.database, () => tell('unsubscribed', 'four@example.com', undefined, 'twice'))
    expect(refused.errors?.[0]?.code).toBe('ALREADY_EXISTS')
    expect(await stateOf(id)).toEqual(['subscribed', null])
  })

  it('is on a list once, however the address is written, and found by it', async () => {
    const add = (email: string) =>
      send(client, '/admin/api/marketingListMembers', {
        method: 'POST',
        body: {
          data: {
            type: 'marketingListMembers',
            attributes: { email },
            relationships: { list: { data: { type: 'marketingLists', id: listId } } },
          },
        },
      })
    expect((await add('M0@x.example')).one.attributes!['email']).toBe('m0@x.example')
    const twice = await still(shop.database, () => add('m0@X.example'))
    expect([twice.status, twice.errors?.[0]?.code]).toEqual([409, 'ALREADY_EXISTS'])
    const found = await send(client, '/admin/api/marketingListMembers?filter[email]=M0@X.EXAMPLE')
    expect(found.many).toHaveLength(1)
  })
})
