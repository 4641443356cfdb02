import { expect, it } from 'vitest'
import { buildModel, entity, house, model, text, topicsOf } from '../index.ts'
import { eventsDocument } from './events.ts'
import { newsSql } from './news.ts'

const told = (name: string, news?: Readonly<Record<string, string>> | false) =>
  entity(name, {
    area: 'catalog',
    doc: 'A thing.',
    fields: { name: text({ max: 10 }) },
    scopes: house,
    ...(news === undefined ? {} : { news }),
  })
const small = buildModel(
  [told('box'), told('lid', { changed: 'By a verb.', shut: 'It is shut.' }), told('diary', false)],
  [],
)

it('tells of every entity what becomes of its rows, what verbs tell besides, and nothing of those that are silent', () => {
  expect(topicsOf(small).map(({ topic }) => topic)).toEqual([
    'box.created',
    'box.updated',
    'box.deleted',
    'box.changed',
    'lid.created',
    'lid.updated',
    'lid.deleted',
    'lid.changed',
    'lid.shut',
  ])
})

it('writes four triggers an entity; one that is told of elsewhere does not say `changed` itself', () => {
  const sql = newsSql(small)
  expect(sql.match(/create or replace trigger/g)).toHaveLength(8)
  expect(sql).toContain(
    "on boxs referencing new table as fresh for each statement execute function tell_own_rows('box', 'changed');",
  )
  expect(sql).toContain("tell_own_rows('lid', 'elsewhere')")
  expect(sql).not.toContain('diar')
})

it('describes the messages of every topic, and every schema that it names is there', () => {
  const text = eventsDocument(model)
  const document = JSON.parse(text) as { topics: Record<string, unknown>; $defs: Record<string, unknown> }
  expect(Object.keys(document.topics)).toEqual(topicsOf(model).map(({ topic }) => topic))
  const named = [...text.matchAll(/"#\/\$defs\/(\w+)"/g)].map(([, name]) => name!)
  expect(named.filter((name) => !(name in document.$defs))).toEqual([])
  expect(text).not.toMatch(/passwordHash|secretHash|formerSecret"/)
})
