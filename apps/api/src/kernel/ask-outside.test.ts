import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestDatabase, systemContext, type OpenTestDatabase } from '../testing/context.ts'
import { askedOutside } from './ask-outside.ts'
import type { Ctx } from './context.ts'
import { sql, transaction } from './db.ts'

let house: OpenTestDatabase
beforeAll(async () => {
  house = await openTestDatabase()
})
afterAll(() => house.close())

const brands = async () =>
  (await house.db.selectFrom('brands').select('code').orderBy('code').execute()).map((one) => one.code)
const add = async (code: string, { db, ids }: Ctx) => {
  await db.insertInto('brands').values({ id: ids.next(), code, name: code, slug: code }).execute()
}
const openTransactions = async () => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from pg_stat_activity where datname = current_database() and xact_start is not null and pid <> pg_backend_pid()`.execute(
    house.db,
  )
  return rows[0]!.count
}

it('whoever is outside is asked once, while no transaction is open, and the work is done once', async () => {
  const asked: unknown[] = []
  const answer = await transaction(systemContext(house), async (inside) => {
    await add('before', inside)
    const ask = async () => {
      asked.push([await brands(), await openTransactions()])
      return 'here'
    }
    const where = await askedOutside(inside, 'where', ask)
    // a part of it in a transaction of its own joins this one, and knows the answer
    return transaction(inside, async (deeper) => `${where} ${await askedOutside(deeper, 'where', ask)}`)
  })
  expect([answer, asked, await brands()]).toEqual(['here here', [[[], 0]], ['before']])
})

it('what is answered with a fault leaves nothing behind', async () => {
  const work = transaction(systemContext(house), async (inside) => {
    await add('never', inside)
    await askedOutside(inside, 'what', () => Promise.reject(new Error('nobody there')))
  })
  await expect(work).rejects.toThrow('nobody there')
  expect(await brands()).not.toContain('never')
})
