import { model } from '@portico/schema'
import { expect, it } from 'vitest'
import { asking, recordsOf } from '../../testing/formats.ts'
import { csvFormat } from './csv.ts'
import { jsonlFormat } from './jsonl.ts'

// A file does no more than its connector does, whatever it says of itself.

const said = ['create', 'update', 'upsert', 'delete'] as const
const allowed = {
  upsert: ['create', 'update', 'upsert'],
  create: ['create'],
  update: ['update'],
  delete: ['delete'],
  replaceAll: ['create', 'update', 'upsert', 'delete'],
} as const

const done = async (mode: string, deletes: boolean) => {
  const asked = asking('brand', {}, { mode, deletes })
  const csv = ['code,:deed', ...said.map((deed) => `acme,${deed}`)].join('\n')
  const jsonl = said.map((deed) => JSON.stringify({ code: 'acme', ':deed': deed })).join('\n')
  const all = [await recordsOf(csvFormat(model), csv, asked), await recordsOf(jsonlFormat(model), jsonl, asked)]
  return all.map((records) =>
    records.map(({ deeds, objections }) =>
      objections ? objections[0]!.code : deeds.map((deed) => 'mode' in deed && deed.mode).join(),
    ),
  )
}

it.each(Object.entries(allowed))('of %s files do not take what is not theirs', async (mode, own) => {
  const expected = said.map((deed) => (own.some((one) => one === deed) ? deed : 'FIELD_INVALID'))
  expect(await done(mode, false)).toEqual([expected, expected])
  const more = said.map((deed, at) => (deed === 'delete' ? deed : expected[at]))
  expect(await done(mode, true)).toEqual([more, more])
})

it('rows that belong to a row are deleted by the same leave', async () => {
  const file = 'sku,prices[web|piece|EUR].:deed\nA-1,delete\n'
  const read = async (deletes: boolean) =>
    (await recordsOf(csvFormat(model), file, asking('product', {}, { deletes })))[0]!
  expect((await read(false)).objections).toMatchObject([
    { code: 'FIELD_INVALID', column: 'prices[web|piece|EUR].:deed', value: 'delete' },
  ])
  expect((await read(true)).deeds).toMatchObject([
    { entity: 'product', mode: 'upsert' },
    { entity: 'price', mode: 'delete' },
  ])
})
