import { describe, beforeAll, expect, it } from 'vitest'
import { cellsOf, exchange, type Exchanged } from './files.ts'
import { factsOf, factsOfGiven, linksOf } from './facts.ts'
import { creatable, creatableByFile, type Given, type World } from './world.ts'

/** What is created at JSON:API is written into files and told to subscribers; what files bring is read at the other doors. */
export function filesAndMessagesConform(of: () => World): void {
  describe('by files and messages', () => {
    let exchanged: Exchanged
    beforeAll(async () => {
      exchanged = await exchange(of())
    }, 300_000)

    it.each(creatable)('a $name that was created at JSON:API is fetched as CSV by SFTP', async (entity) => {
      const world = of()
      const rows = exchanged.written.get(entity.name)!
      const facts = await world.atJsonApi(entity, world.rows.get(entity.name)!.id)
      expect(rows).toHaveLength(1)
      expect(rows[0]).toMatchObject(cellsOf(entity, facts))
      const linked = linksOf(entity).filter((key) => facts[`${key}Id`] !== undefined)
      const named = (key: string) => Object.entries(rows[0]!).some(([name, text]) => name.startsWith(`${key}.`) && text)
      expect(linked.filter((key) => !named(key))).toEqual([])
    })

    it.each(creatable.filter((entity) => !creatableByFile.includes(entity)))(
      'a $name is brought by no file',
      ({ name }) =>
        expect(exchanged.refused.get(name)).toMatchObject([
          { code: 'FIELD_INVALID', source: { pointer: expect.stringContaining('entity') } },
        ]),
    )

    it.each(creatableByFile)(
      'a $name that a file brings is the same at both doors, and a bad line beside it is told',
      async (entity) => {
        const world = of()
        const { given, wrong, run, problems } = exchanged.brought.get(entity.name)!
        expect([problems.map(({ record, column }) => [record, column]), run]).toMatchObject([
          [[2, wrong]],
          { state: 'done', created: 1, refused: 1 },
        ])
        const id = (await world.byExternal(entity, `${entity.name}-1`))!
        const facts = await world.atJsonApi(entity, id)
        expect(facts).toMatchObject(factsOfGiven(entity, given))
        expect(await world.atGraphql(entity, id)).toEqual(facts)
        expect(await world.byExternal(entity, `${entity.name}-2`)).toBeUndefined()
      },
    )

    it.each(creatable)(
      'a $name that was created at JSON:API was told to a subscriber, with its row',
      async (entity) => {
        const world = of()
        const { id } = world.rows.get(entity.name)!
        const told = world.subscriber.got.filter(
          ({ body }) => body.type === `${entity.name}.created` && body.data.id === id,
        )
        expect(told).toHaveLength(1)
        expect(factsOf(entity, told[0]!.body.data.row as Given)).toEqual(await world.atJsonApi(entity, id))
      },
    )
  })
}
