import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Clerk, codeOf } from '../../testing/clerk.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

let shop: OpenShop
let clerk: Clerk
beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
})
afterAll(() => shop.close())

describe('a ticket', () => {
  const open = () => clerk.make('ticket', { organizationId: clerk.organizationId, subject: 'The drill is silent' })
  const say = (ticketId: string, body: string) => clerk.make('ticketComment', { ticketId, body })

  it('goes from open to closed, and is talked about until then', async () => {
    const id = await open()
    const commentId = await say(id, 'Is the battery in?')
    expect(await clerk.read('ticketComment', commentId, 'author', 'writtenAt')).toMatchObject({
      author: 'a clerk',
      writtenAt: shop.clock.now(),
    })
    await clerk.act('ticket.waitForAnswer', { id })
    await clerk.act('ticket.reopen', { id })
    await clerk.act('ticket.resolve', { id, resolution: 'It was not.' })
    expect(await clerk.read('ticket', id, 'state', 'resolution')).toMatchObject({
      state: 'resolved',
      resolution: 'It was not.',
    })
    await clerk.act('ticket.close', { id })
    for (const code of await Promise.all(
      [clerk.act('ticket.reopen', { id }), clerk.change('ticket', id, { subject: 'late' }), say(id, 'late')].map(
        codeOf,
      ),
    ))
      expect(code).toBe('TRANSITION_NOT_ALLOWED')
    expect(await clerk.read('ticket', id, 'number', 'subject', 'comments.body')).toMatchObject({
      number: expect.stringMatching(/^T-/) as string,
      subject: 'The drill is silent',
      comments: [{ body: 'Is the battery in?' }],
    })
  })
})

describe('a campaign', () => {
  let count = 0
  async function drafted() {
    const organizationId = clerk.organizationId
    count += 1
    const listId = await clerk.make('marketingList', { organizationId, code: `list-${count}`, name: 'News' })
    const id = await clerk.make('emailCampaign', {
      organizationId,
      listId,
      code: `spring-${count}`,
      name: 'Spring',
      senderName: 'Werkmark',
      senderEmail: 'news@example.com',
      subject: { en: 'Spring is here' },
    })
    return { id, listId }
  }
  const result = (campaignId: string, kind: string, email: string, reference: string) =>
    clerk.make('emailResult', { campaignId, kind, email, reference, at: shop.clock.now() })

  it('is scheduled when it says something and somebody is to get it', async () => {
    const { id, listId } = await drafted()
    const at = new Date(shop.clock.now().getTime() + 60_000)
    expect(await codeOf(clerk.act('emailCampaign.schedule', { id, at: shop.clock.now() }))).toBe('FIELD_INVALID')
    expect(await codeOf(clerk.act('emailCampaign.schedule', { id, at }))).toBe('CAMPAIGN_INCOMPLETE')
    await clerk.change('emailCampaign', id, { text: { en: 'Come and see.' } })
    expect(await codeOf(clerk.act('emailCampaign.schedule', { id, at }))).toBe('CAMPAIGN_INCOMPLETE')
    expect(await clerk.read('emailCampaign', id, 'state')).toMatchObject({ state: 'draft' })
    await clerk.make('marketingListMember', { listId, email: 'ada@example.com' })
    await clerk.act('emailCampaign.schedule', { id, at })
    expect(await codeOf(clerk.change('emailCampaign', id, { name: 'late' }))).toBe('TRANSITION_NOT_ALLOWED')
    await clerk.act('emailCampaign.unschedule', { id })
    await clerk.change('emailCampaign', id, { name: 'Summer' })
  })

  it('counts the people that its results tell of, each once', async () => {
    const { id, listId } = await drafted()
    await clerk.change('emailCampaign', id, { text: { en: 'Come and see.' } })
    await clerk.make('marketingListMember', { listId, email: 'ada@example.com' })
    expect(await codeOf(result(id, 'opened', 'ada@example.com', 'r-0'))).toBe('TRANSITION_NOT_ALLOWED')
    await clerk.act('emailCampaign.start', { id })
    await clerk.act('emailCampaign.finish', { id })
    await result(id, 'delivered', 'ada@example.com', 'r-1')
    await result(id, 'opened', 'ada@example.com', 'r-2')
    await result(id, 'opened', 'Ada@example.com', 'r-3')
    expect(await codeOf(result(id, 'opened', 'ada@example.com', 'r-3'))).toBe('ALREADY_EXISTS')
    expect(await clerk.read('emailCampaign', id, 'state', 'delivered', 'opened', 'clicked')).toMatchObject({
      state: 'sent',
      delivered: 1,
      opened: 1,
      clicked: 0,
    })
  })
})
