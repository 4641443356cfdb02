import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { send } from '../../../testing/jsonapi.ts'
import { createPartner, linesModule, type Partner } from '../../../testing/partner.ts'
import { openShop, type OpenShop } from '../../../testing/shop.ts'

// Who wins where an ERP, a PIM and people write the same row: said for each connector.

let shop: OpenShop
beforeAll(async () => {
  shop = await openShop({ modules: [linesModule] })
})
afterAll(() => shop.close())

const row = async (code: string) => {
  const { rows } = await shop.built.database.pool.query<{ name: string; description: string | null }>(
    `select name ->> 'en' as name, description ->> 'en' as description from categories where code = $1`,
    [code],
  )
  return rows[0]
}

interface System {
  say(category: { code: string; name?: string; description?: string }): Promise<void>
}

async function system(conflict: 'outsideWins' | 'houseWins'): Promise<System> {
  const partner: Partner = await createPartner(shop)
  const connector = await partner.connector({ entity: 'category', fileMask: '*', conflict, sameContent: 'read' })
  let files = 0
  return {
    say: async ({ code, name, description }) => {
      const texts = {
        ...(name ? { name: { en: name } } : {}),
        ...(description ? { description: { en: description } } : {}),
      }
      await partner.put(`inbound/${(files += 1)}.jsonl`, [{ code, slug: code, ...texts }])
      await shop.drain()
      expect((await partner.runs(connector)).at(-1)).toMatchObject({ state: 'done', refused: 0 })
    },
  }
}

async function person(code: string, attributes: object): Promise<void> {
  const client = await shop.client()
  const { many } = await send(client, `/admin/api/categories?filter[code]=${code}`)
  const { id } = many[0]!
  const sent = await send(client, `/admin/api/categories/${id}`, {
    method: 'PATCH',
    body: { data: { type: 'categories', id, attributes } },
  })
  expect(sent.status, JSON.stringify(sent.body)).toBe(200)
}

describe('where outside wins', () => {
  it('whoever spoke last is right, whether people or another system', async () => {
    const [erp, pim] = [await system('outsideWins'), await system('outsideWins')]
    await erp.say({ code: 'ow', name: 'ERP' })
    await person('ow', { name: { en: 'Person' } })
    await erp.say({ code: 'ow', name: 'ERP' })
    expect(await row('ow')).toMatchObject({ name: 'ERP' })
    await pim.say({ code: 'ow', name: 'PIM' })
    expect(await row('ow')).toMatchObject({ name: 'PIM' })
    await erp.say({ code: 'ow', name: 'ERP again' })
    expect(await row('ow')).toMatchObject({ name: 'ERP again' })
  })
})

describe('where the house wins', () => {
  it('people do, field by field, as long as what they wrote stands', async () => {
    const erp = await system('houseWins')
    await erp.say({ code: 'hw', name: 'ERP', description: 'ERP' })
    await person('hw', { name: { en: 'Person' } })
    await erp.say({ code: 'hw', name: 'ERP 2', description: 'ERP 2' })
    expect(await row('hw')).toEqual({ name: 'Person', description: 'ERP 2' })
    await erp.say({ code: 'hw', name: 'ERP 3', description: 'ERP 3' })
    expect(await row('hw')).toEqual({ name: 'Person', description: 'ERP 3' })
    // given back as the ERP had written it, it is the ERP's again
    await person('hw', { name: { en: 'ERP' } })
    await erp.say({ code: 'hw', name: 'ERP 4' })
    expect(await row('hw')).toMatchObject({ name: 'ERP 4' })
  })

  it('so does a system that outranks this one, whichever speaks last; people come before one and after the other', async () => {
    const [erp, pim] = [await system('houseWins'), await system('outsideWins')]
    await erp.say({ code: 'two', name: 'ERP', description: 'ERP' })
    await pim.say({ code: 'two', description: 'PIM' })
    await erp.say({ code: 'two', name: 'ERP 2', description: 'ERP 2' })
    expect(await row('two')).toEqual({ name: 'ERP 2', description: 'PIM' })
    await pim.say({ code: 'two', name: 'PIM', description: 'PIM 2' })
    await erp.say({ code: 'two', name: 'ERP 3', description: 'ERP 3' })
    expect(await row('two')).toEqual({ name: 'PIM', description: 'PIM 2' })
    await person('two', { name: { en: 'Person' } })
    await erp.say({ code: 'two', name: 'ERP 4' })
    expect(await row('two')).toMatchObject({ name: 'Person' })
    await pim.say({ code: 'two', name: 'PIM 3' })
    expect(await row('two')).toMatchObject({ name: 'PIM 3' })
  })
})
