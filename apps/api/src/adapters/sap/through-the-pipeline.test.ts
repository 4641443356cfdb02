import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Buyer } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import type { Clerk } from '../../testing/clerk.ts'
import { skus } from '../../testing/fixtures/furniture.ts'
import { createPartner, type Partner } from '../../testing/partner.ts'
import { connectSap } from '../../testing/sap.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { belongings } from '../../testing/stillness.ts'
import { bytes, fixture, gathered } from './fixtures/asked.ts'
import { layouts } from './idoc/layout.ts'
import { readIdocs } from './idoc/read-idocs.ts'
import { all, first, qualified, top, type Idoc } from './idoc/segment.ts'

let shop: OpenShop
let sap: Partner
let clerk: Clerk
let settings: Readonly<Record<string, unknown>>
beforeAll(async () => {
  shop = await openShop()
  ;({ sap, clerk, settings } = await connectSap(shop))
})
afterAll(() => shop.close())

const idocsOf = (text: string): Promise<Idoc[]> =>
  gathered(readIdocs(bytes(text), { layouts: layouts(), encoding: 'utf-8' }))
const names = async (beginning: string) =>
  (await sap.list('outbound'))
    .map((path) => path.slice('outbound/'.length))
    .filter((name) => name.startsWith(beginning))
const told = async (name: string) => (await idocsOf(await sap.text(`outbound/${name}`)))[0]!
/** DOCNUM and STATUS of each state that an acknowledgement tells. */
const states = (idoc: Idoc) =>
  idoc.segments
    .flatMap((header) => all(header, 'E1STATE'))
    .map(({ fields }) => [fields['DOCNUM'], fields['STATUS'], fields['STAPA1']?.split(':')[0]])

async function ordered(): Promise<{ id: string; number: string }> {
  const buyer = new Buyer(shop)
  await buyer.pays(await buyer.atTheTill())
  const { order } = await granted(buyer.complete())
  await shop.drain()
  return order as unknown as { id: string; number: string }
}

describe('what became of IDocs', () => {
  it('is told by ALEAUD01 in outbound/: 53 what was posted, 51 what was not, each number once', async () => {
    await sap.connector({ format: 'idoc', messageType: 'MATMAS05', fileMask: 'MATMAS_*' })
    // two IDocs, of which the first is in a unit that nobody mapped
    const text = (await fixture('matmas.xml')).replace('<MEINS>PCE</MEINS>', '<MEINS>KI</MEINS>')
    await sap.put('inbound/MATMAS_1.xml', text)
    await shop.drain()
    const [answer, ...more] = await names('ALEAUD_')
    expect(more).toEqual([])
    expect(answer).toMatch(/^ALEAUD_\d{14}_MATMAS_1\.xml$/)
    const idoc = await told(answer!)
    expect(idoc.control).toMatchObject({
      MESTYP: 'ALEAUD',
      IDOCTYP: 'ALEAUD01',
      SNDPRN: 'PORTICO',
      DIRECT: '2',
    })
    expect(first({ children: idoc.segments }, 'E1ADHDR')!.fields['MESTYP']).toBe('MATMAS')
    expect(states(idoc)).toEqual([
      ['0000000215172311', '51', 'CODE_NOT_MAPPED'],
      ['0000000215172312', '53', undefined],
    ])
    // the corrected one comes again under its number, and is told anew; what was posted before is not posted again
    shop.clock.advance({ seconds: 1 })
    await sap.put('inbound/MATMAS_2.xml', await fixture('matmas.xml'))
    await shop.drain()
    const [again] = (await names('ALEAUD_')).filter((name) => name !== answer)
    expect(states(await told(again!))[0]).toEqual(['0000000215172311', '53', undefined])
    expect(await sap.list('.work')).toEqual([])
  })

  it('is not told of a dry run, which judges everything and leaves the file and the shop as they were', async () => {
    const connector = await sap.connector({
      format: 'idoc',
      messageType: 'LOISTD01',
      fileMask: 'LOISTD_*',
      onArrival: false,
    })
    await sap.put('inbound/LOISTD_1.xml', await fixture('loistd.xml'))
    await shop.drain()
    const before = await names('')
    // all but the run itself, and the news of it
    const kept = async () => {
      const all = await belongings(shop.database, ['exchange_keys', 'exchange_serials', 'stock_movements', 'products'])
      return Object.entries(all).filter(([table]) => !['outbox_events', '_private_jobs'].includes(table))
    }
    const untouched = await kept()
    const { one: tried } = await sap.act('connectors', connector, 'run', { trial: true })
    await shop.drain()
    const run = await sap.run(tried.id)
    expect(await kept()).toEqual(untouched)
    expect(run).toMatchObject({ state: 'done', dryRun: true, read: 2, refused: 1 })
    expect(await sap.problems(run.id)).toMatchObject([{ code: 'REFERENCE_NOT_FOUND', column: 'E1MDSTL/MATNR' }])
    expect(await sap.list('inbound')).toEqual(['inbound/LOISTD_1.xml'])
    expect(await names('')).toEqual(before)
    // and then in earnest
    const { one } = await sap.act('connectors', connector, 'run')
    await shop.drain()
    shop.clock.advance({ minutes: 20 })
    await shop.drain()
    expect(await sap.run(one.id)).toMatchObject({ state: 'done', dryRun: false, created: 1, refused: 1 })
    expect(await sap.list('inbound')).toEqual([])
  })
})

describe('an order that changes', () => {
  const seen: string[] = []
  /** The change that is new in outbound/. */
  async function change(): Promise<Idoc> {
    const [name, ...more] = (await names('ORDCHG_')).filter((one) => !seen.includes(one))
    expect(more).toEqual([])
    seen.push(name!)
    return told(name!)
  }
  /** What an order or a change of it says of each item: its number, what is to be done, how much of what. */
  const items = (idoc: Idoc) =>
    all(top(idoc), 'E1EDP01').map((item) =>
      [
        item.fields['POSEX'],
        item.fields['ACTION'],
        item.fields['MENGE'],
        qualified(item, 'E1EDP19', 'QUALF', '002')!.fields['IDTNR'],
      ].join(' '),
    )
  const total = (idoc: Idoc) => qualified(top(idoc), 'E1EDS01', 'SUMID', '011')!.fields['SUMME']
  const act = async (action: string, input: Record<string, unknown>) => {
    await clerk.act(`order.${action}`, input)
    await shop.drain()
  }

  beforeAll(async () => {
    await shop.database.db.updateTable('inventoryLevels').set({ onHand: '1000' }).execute()
    await sap.connector({
      direction: 'out',
      format: 'idoc',
      entity: 'orderAmendment',
      messageType: 'ORDCHG',
      topic: 'orderAmendment.made',
      fileName: 'ORDCHG_{order.number}_{number}.xml',
    })
  })

  it('goes out as ORDCHG, when it is amended and when it is cancelled, once each', async () => {
    const { id, number } = await ordered()
    expect(await names('ORDCHG_')).toEqual([])
    const { addresses } = (await clerk.read('order', id, 'addresses.kind')) as {
      addresses: { id: string; kind: string }[]
    }
    await clerk.change('orderAddress', addresses.find(({ kind }) => kind === 'shipping')!.id, { street: 'Hallenweg 8' })
    await shop.drain()
    const amended = await change()
    expect(seen.at(-1)).toBe(`ORDCHG_${number}_1.xml`)
    expect(amended.control).toMatchObject({ IDOCTYP: 'ORDERS05', MESTYP: 'ORDCHG' })
    expect(first(top(amended), 'E1EDK01')!.fields).toMatchObject({ ACTION: '002', BELNR: number })
    expect(qualified(top(amended), 'E1EDKA1', 'PARVW', 'WE')!.fields['STRAS']).toBe('Hallenweg 8')
    expect(items(amended)).toEqual([`000010 002 1 ${skus.drill}`])

    await act('cancel', { id, reason: 'Ordered twice' })
    await shop.drain()
    const end = await change()
    expect(first(top(end), 'E1EDK01')!.fields['ACTION']).toBe('003')
    expect(items(end)).toEqual([`000010 003 1 ${skus.drill}`])
    expect(JSON.stringify(end.segments)).toContain('Ordered twice')
  })

  it('says of each step which items came, changed and went, and gives no item’s number to another', async () => {
    const { id } = await ordered()
    await act('addLine', { id, sku: skus.cable, quantity: '2.5' })
    expect(items(await change())).toEqual([`000010 002 1 ${skus.drill}`, `000020 001 2.5 ${skus.cable}`])
    await act('changeLine', { id, position: 1, quantity: '4' })
    expect(items(await change())).toEqual([`000010 002 4 ${skus.drill}`, `000020 002 2.5 ${skus.cable}`])
    await act('removeLine', { id, position: 2 })
    expect(items(await change())).toEqual([`000010 002 4 ${skus.drill}`, `000020 003 2.5 ${skus.cable}`])
    await act('addLine', { id, sku: skus.cable, quantity: '1' })
    expect(items(await change())).toEqual([`000010 002 4 ${skus.drill}`, `000030 001 1 ${skus.cable}`])
    await act('cancel', { id, reason: 'Ordered twice' })
    await shop.drain()
    expect(items(await change())).toEqual([`000010 003 4 ${skus.drill}`, `000030 003 1 ${skus.cable}`])
  })

  it('is told as it was placed, and step by step, where all of it is written at once and late', async () => {
    await sap.connector({
      direction: 'out',
      format: 'idoc',
      entity: 'order',
      messageType: 'ORDERS05',
      topic: 'order.placed',
      fileName: 'ORDERS_{number}.xml',
    })
    await sap.act('integrations', sap.integrationId, 'pause')
    const { id, number } = await ordered()
    const totals = [(await clerk.read('order', id, 'total'))['total'] as { amount: string }]
    const step = async (action: string, input: Record<string, unknown>) => {
      await act(action, { id, ...input })
      totals.push((await clerk.read('order', id, 'total'))['total'] as { amount: string })
    }
    await step('addLine', { sku: skus.cable, quantity: '2.5' })
    await step('removeLine', { position: 1 })
    await step('changeLine', { position: 2, quantity: '3' })
    expect((await names('ORD')).filter((name) => name.includes(number))).toEqual([])
    await sap.act('integrations', sap.integrationId, 'resume')
    await shop.drain()
    const written = await Promise.all(
      [`ORDERS_${number}.xml`, ...[1, 2, 3].map((at) => `ORDCHG_${number}_${at}.xml`)].map(told),
    )
    expect(written.map(items)).toEqual([
      [`000010 001 1 ${skus.drill}`],
      [`000010 002 1 ${skus.drill}`, `000020 001 2.5 ${skus.cable}`],
      [`000010 003 1 ${skus.drill}`, `000020 002 2.5 ${skus.cable}`],
      [`000020 002 3 ${skus.cable}`],
    ])
    expect(written.map(total)).toEqual(totals.map(({ amount }) => amount))
    expect(new Set(totals.map(({ amount }) => amount)).size).toBe(4)
  })
})

describe('the connection check', () => {
  interface Checked {
    ok: boolean
    findings: { ok: boolean; what: string; detail: string }[]
  }
  const check = async (partner: Partner) =>
    (await partner.act('integrations', partner.integrationId, 'check')).one.attributes as unknown as Checked

  it('finds nothing where the mapping is whole and names what is here', async () => {
    const whole = await createPartner(shop, { module: 'sap', integration: { settings } })
    const { ok, findings } = await check(whole)
    expect(findings.filter((finding) => !finding.ok)).toEqual([])
    expect(ok).toBe(true)
  })

  it('says what is missing, what is doubled, and what of ours there is not', async () => {
    const poor = await createPartner(shop, {
      module: 'sap',
      integration: {
        settings: {
          website: 'no-such-shop',
          plants: { '1000': 'central', '1010': 'central' },
          units: { PCE: 'no-such-unit' },
        },
      },
    })
    const { ok, findings } = await check(poor)
    expect(ok).toBe(false)
    const wrong = Object.fromEntries(
      findings.filter((finding) => !finding.ok).map(({ what, detail }) => [what, detail] as const),
    )
    expect(wrong['website codes of the mapping']).toContain('there is no website no-such-shop')
    expect(wrong['unit codes of the mapping']).toContain('there is no unit no-such-unit')
    expect(wrong['plants are warehouses of their own']).toContain('central')
    expect(wrong['sales areas']).toContain('nothing is said')
    expect(wrong['customer for guests']).toContain('oneTimeCustomer')
  })

  it('is not for settings that are none: they are refused when they are written', async () => {
    const client = await shop.client()
    const count = async () => (await shop.database.db.selectFrom('integrations').select('id').execute()).length
    const before = await count()
    const answer = await client.fetch('/admin/api/integrations', {
      method: 'POST',
      headers: { 'content-type': 'application/vnd.api+json' },
      body: JSON.stringify({
        data: {
          type: 'integrations',
          attributes: { code: 'odd', name: 'odd', module: 'sap', settings: { plants: ['1000'] } },
          relationships: { organization: { data: { type: 'organizations', id: shop.website.organizationId } } },
        },
      }),
    })
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('plants')
    expect(await count()).toBe(before)
  })
})
