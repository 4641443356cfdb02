import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ApiClient } from '../../../testing/client.ts'
import { send } from '../../../testing/jsonapi.ts'
import { createPartner, linesModule, type Partner } from '../../../testing/partner.ts'
import { openShop, type OpenShop } from '../../../testing/shop.ts'
import { still } from '../../../testing/stillness.ts'

// By a file nobody may do what they may not do at the doors.

let shop: OpenShop
let partner: Partner
let weak: ApiClient
beforeAll(async () => {
  shop = await openShop({ modules: [linesModule] })
  partner = await createPartner(shop)
  const own = ['integration', 'connector', 'fileProfile', 'fileAccount', 'organization', 'brand']
  weak = await shop.client(own.map((entity) => ({ entity, deed: '*', level: 'all' })))
})
afterAll(() => shop.close())

const quiet = <Result>(attempt: () => Promise<Result>) =>
  still(shop.database, attempt, ['connectors', 'file_profiles', 'products', 'brands'])

it('a connector whose messages may be about anything is for those who may do everything', async () => {
  await quiet(async () => {
    expect(await partner.refused({ entity: null }, weak)).toMatchObject([{ code: 'FORBIDDEN' }])
    expect(await partner.refused({ entity: 'product' }, weak)).toMatchObject([{ code: 'FORBIDDEN' }])
  })
  expect(await partner.connector({ entity: null })).toBeTypeOf('string')
  expect(await partner.refused({ entity: 'brand' }, weak)).toBeUndefined()
})

it('what a column means is changed by those only who may do what the connectors of its profile do', async () => {
  const columns = [{ field: 'sku', column: 'sku' }]
  const profile = await partner.profile({ code: 'used', name: 'Used', columns })
  await partner.connector({ entity: 'product', profile, mode: 'update' })
  const change = (attributes: object) =>
    send(weak, `/admin/api/fileProfiles/${profile}`, {
      method: 'PATCH',
      body: { data: { type: 'fileProfiles', id: profile, attributes } },
    })
  await quiet(async () => {
    for (const attributes of [
      { columns: [{ field: 'sku', column: 'other' }] },
      { decimalSign: 'comma', groupSign: 'point' },
    ])
      expect((await change(attributes)).errors).toMatchObject([{ code: 'FORBIDDEN' }])
  })
  const free = await partner.profile({ code: 'unused', name: 'Unused', columns })
  const freed = await send(weak, `/admin/api/fileProfiles/${free}`, {
    method: 'PATCH',
    body: { data: { type: 'fileProfiles', id: free, attributes: { columns: [{ field: 'code', column: 'x' }] } } },
  })
  expect(freed.status).toBe(200)
})
