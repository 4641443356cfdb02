import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { send } from '../../../testing/jsonapi.ts'
import { createPartner, linesModule, type Partner } from '../../../testing/partner.ts'
import { openShop, type OpenShop } from '../../../testing/shop.ts'
import { nextInstant } from './schedule.ts'

const at = (schedule: string, timeZone: string, after: string) =>
  nextInstant({ schedule, timeZone }, new Date(after))?.toISOString()

describe('a crontab line', () => {
  it('goes by the clock of its zone, in winter and in summer', () => {
    expect(at('30 2 * * *', 'UTC', '2026-01-10T00:00:00Z')).toBe('2026-01-10T02:30:00.000Z')
    expect(at('30 2 * * *', 'Europe/Berlin', '2026-01-10T00:00:00Z')).toBe('2026-01-10T01:30:00.000Z')
    expect(at('30 2 * * *', 'Europe/Berlin', '2026-07-10T00:00:00Z')).toBe('2026-07-10T00:30:00.000Z')
    expect(at('0 9 * * 1', 'America/New_York', '2026-03-06T12:00:00Z')).toBe('2026-03-09T13:00:00.000Z')
  })

  it('loses no day to the hour that summer time leaves out, and makes no two of the one that comes twice', () => {
    const spring = at('30 2 * * *', 'Europe/Berlin', '2026-03-28T12:00:00Z')!
    expect(spring.slice(0, 10)).toBe('2026-03-29')
    expect(at('30 2 * * *', 'Europe/Berlin', spring)!.slice(0, 10)).toBe('2026-03-30')
    const autumn = at('30 2 * * *', 'Europe/Berlin', '2026-10-24T12:00:00Z')!
    expect(autumn.slice(0, 10)).toBe('2026-10-25')
    expect(at('30 2 * * *', 'Europe/Berlin', autumn)!.slice(0, 10)).toBe('2026-10-26')
  })
})

describe('a connector with a schedule', () => {
  let shop: OpenShop
  let partner: Partner
  beforeAll(async () => {
    shop = await openShop({ modules: [linesModule] })
    partner = await createPartner(shop)
  })
  afterAll(() => shop.close())

  const tick = async () => {
    const schedule = shop.built.jobs.find(({ name }) => name === 'exchange.schedule')!
    await schedule.run({} as never, await shop.built.systemContext())
  }
  const writes = (members: object = {}) =>
    partner.connector({ direction: 'out', entity: 'brand', schedule: '*/5 * * * *', ...members })

  it('knows its next time by its zone, also when only that is changed; a zone that is none is refused', async () => {
    const connector = await writes({ schedule: '30 2 * * *', timeZone: 'Europe/Berlin' })
    const client = await shop.client()
    const path = `/admin/api/connectors/${connector}`
    const next = async () => String((await send(client, path)).one.attributes!['nextRunAt'])
    const now = shop.clock.now()
    expect(await next()).toBe(nextInstant({ schedule: '30 2 * * *', timeZone: 'Europe/Berlin' }, now)!.toISOString())
    const change = (timeZone: string) =>
      send(client, path, {
        method: 'PATCH',
        body: { data: { type: 'connectors', id: connector, attributes: { timeZone } } },
      })
    expect((await change('UTC')).status).toBe(200)
    expect(await next()).toBe(nextInstant({ schedule: '30 2 * * *', timeZone: 'UTC' }, now)!.toISOString())
    expect((await change('Europe/Buxtehude')).errors).toMatchObject([
      { code: 'FIELD_INVALID', source: { pointer: '/data/attributes/timeZone' } },
    ])
    expect(await partner.refused({ entity: 'brand', timeZone: 'nowhere' })).toMatchObject([{ code: 'FIELD_INVALID' }])
  })

  it('of a paused integration sleeps, and works once when that goes on', async () => {
    const connector = await writes()
    await partner.act('integrations', partner.integrationId, 'pause')
    for (let times = 0; times < 4; times += 1) {
      shop.clock.advance({ minutes: 6 })
      await tick()
    }
    expect(await partner.runs(connector)).toEqual([])
    await partner.act('integrations', partner.integrationId, 'resume')
    await tick()
    await shop.drain()
    expect(await partner.runs(connector)).toMatchObject([{ state: 'done', trigger: 'schedule' }])
  })

  it('has no times pile up while nobody gets to them', async () => {
    const connector = await writes()
    for (let times = 0; times < 4; times += 1) {
      shop.clock.advance({ minutes: 6 })
      await tick()
    }
    expect(await partner.runs(connector)).toMatchObject([{ state: 'waiting' }])
    await shop.drain()
    shop.clock.advance({ minutes: 6 })
    await tick()
    await shop.drain()
    expect(await partner.runs(connector)).toMatchObject([{ state: 'done' }, { state: 'done' }])
  })
})
