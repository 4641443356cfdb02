import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPartner, linesModule, type Partner } from '../../../testing/partner.ts'
import { openShop, type OpenShop } from '../../../testing/shop.ts'

let shop: OpenShop
beforeAll(async () => {
  shop = await openShop({ modules: [linesModule] })
})
afterAll(() => shop.close())

describe('every night', () => {
  it('what runs wait for stays in the work folder, however long; what belongs to none goes where its sender sees it', async () => {
    const partner = await createPartner(shop, { account: { archiveDays: 1 } })
    const reads = await partner.connector({ entity: 'brand', fileMask: '*' })
    await partner.act('integrations', partner.integrationId, 'pause')
    await partner.put('inbound/paused.jsonl', [{ code: 'paused', name: 'Paused', slug: 'paused' }])
    await shop.drain()
    const lost = '.work/01234567-89ab-4cde-8f01-23456789abcd'
    await partner.put(lost, 'of an integration that was deleted')
    const ctx = await shop.built.systemContext()
    const tidy = shop.built.jobs.find(({ name }) => name === 'exchange.tidy')!
    await tidy.run({} as never, { ...ctx, clock: { now: () => new Date(Date.now() + 30 * 86_400_000) } })
    const [run] = await shop.built.database.db
      .selectFrom('exchangeRuns')
      .selectAll()
      .where('connectorId', '=', reads)
      .execute()
    expect(await partner.list('.work')).toEqual([run!.place])
    const { rows } = await shop.built.database.pool.query<{ now: Date }>(`select now() + interval '30 days' as now`)
    const [year, month] = rows[0]!.now.toISOString().split('-')
    const [found] = await partner.list(`error/${year}/${month}`)
    expect(await partner.text(found!)).toBe('of an integration that was deleted')
  })

  it('what was kept long enough goes, what broke off too, and who leaves files lying is told', async () => {
    const partner: Partner = await createPartner(shop, {
      account: { archiveDays: 30, contactEmail: 'lazy@partner.test' },
    })
    const { files } = shop.built
    await partner.put('archive/2026/01/old.csv', 'x')
    await partner.put('error/2026/01/old.csv', 'x')
    await partner.put('outbound/order.xml', '<order/>')
    const half = await files.receive(partner.username, 'inbound/half.csv', 'nothing')
    await half.write(0, Buffer.from('sku;pri'))
    await half.keep()
    const night = async (afterNow: number) => {
      const ctx = await shop.built.systemContext()
      const tidy = shop.built.jobs.find(({ name }) => name === 'exchange.tidy')!
      const now = () => new Date(Date.now() + afterNow * 86_400_000)
      await tidy.run({} as never, { ...ctx, clock: { now } })
    }
    const unfinished = async () => (await files.unfinished(partner.username, 'inbound')).map(({ path }) => path)
    const told = () =>
      shop.mails().filter(({ to, subject }) => to.includes('lazy@partner.test') && subject.startsWith('Files wait'))

    await night(1)
    expect(await partner.list('archive/2026/01')).toHaveLength(1)
    expect(await unfinished()).toEqual(['inbound/half.csv'])
    expect(told()).toEqual([])
    await night(8)
    expect(await partner.list('archive/2026/01')).toHaveLength(1)
    expect(await unfinished()).toEqual([])
    expect(told()).toHaveLength(1)
    expect(told()[0]!.text).toContain('1 files (8 bytes) lie in outbound/')
    await night(31)
    expect(await partner.list('archive/2026/01')).toEqual([])
    expect(await partner.list('error/2026/01')).toEqual([])
    // what is not fetched stays: nobody may lose an order
    expect(await partner.list('outbound')).toEqual(['outbound/order.xml'])
  })
})
