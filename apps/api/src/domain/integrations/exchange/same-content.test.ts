import { afterAll, beforeAll, expect, it } from 'vitest'
import { send } from '../../../testing/jsonapi.ts'
import { createPartner, type Partner } from '../../../testing/partner.ts'
import { openShop, type OpenShop } from '../../../testing/shop.ts'

let shop: OpenShop
let partner: Partner
beforeAll(async () => {
  shop = await openShop()
  partner = await createPartner(shop, { module: 'files' })
})
afterAll(() => shop.close())

/** Brings a file and answers its run. */
async function bring(connector: string, name: string, lines: readonly string[]) {
  await partner.put(`inbound/${name}`, lines.join('\n'))
  await shop.drain()
  return (await partner.runs(connector)).at(-1)!
}
const patch = async (type: string, id: string, attributes: object) =>
  send(await shop.client(), `/admin/api/${type}/${id}`, { method: 'PATCH', body: { data: { type, id, attributes } } })
const nothingDone = expect.stringContaining('nothing was done') as string

it('a file of which something was refused is read again as it is: what it named may be there by now', async () => {
  const connector = await partner.connector({ entity: 'category', format: 'csv', fileMask: 'tree*' })
  const tree = ['code,name.en,slug,parent.code', 'leaf,Leaf,leaf,root', 'other,Other,other,']
  expect(await bring(connector, 'tree-1.csv', tree)).toMatchObject({ state: 'done', created: 1, refused: 1 })
  await bring(connector, 'tree-2.csv', ['code,name.en,slug,parent.code', 'root,Root,root,'])
  expect(await bring(connector, 'tree-1.csv', tree)).toMatchObject({ created: 1, same: 1, refused: 0, problem: null })
  expect(await bring(connector, 'tree-3.csv', tree)).toMatchObject({
    same: 2,
    problem: nothingDone,
  })
})

it('a file is read again as it is once its columns are understood otherwise', async () => {
  const profile = await partner.profile({ code: 'erp', otherColumns: 'ignore' })
  const connector = await partner.connector({ entity: 'brand', format: 'csv', fileMask: 'brands*', profile })
  const brands = ['code,name,slug,TITLE', 'b1,First,b1,The first']
  expect(await bring(connector, 'brands-1.csv', brands)).toMatchObject({ created: 1, problem: null })
  expect(await bring(connector, 'brands-2.csv', brands)).toMatchObject({ same: 1, problem: nothingDone })
  const columns = [
    { column: 'code', field: 'code' },
    { column: 'TITLE', field: 'name' },
    { column: 'slug', field: 'slug' },
  ]
  expect(await patch('fileProfiles', profile, { columns })).toMatchObject({ status: 200 })
  expect(await bring(connector, 'brands-3.csv', brands)).toMatchObject({ changed: 1, problem: null })
  expect(await bring(connector, 'brands-4.csv', brands)).toMatchObject({ same: 1, problem: nothingDone })
})

it('a file is read again as it is where another one had changed something in between before it was cancelled', async () => {
  const connector = await partner.connector({ entity: 'category', format: 'csv', fileMask: 's*', waitMinutes: 10 })
  const header = 'code,name.en,slug,parent.code'
  const former = [header, 's1,Former,s1,']
  expect(await bring(connector, 's-1.csv', former)).toMatchObject({ created: 1 })
  const other = await bring(connector, 's-2.csv', [header, 's1,Between,s1,', 's2,Waits,s2,nobody'])
  expect(other).toMatchObject({ state: 'waiting', changed: 1 })
  await partner.act('exchangeRuns', other.id, 'cancel')
  expect(await bring(connector, 's-3.csv', former)).toMatchObject({ state: 'done', changed: 1, problem: null })
})
