import { expect, it } from 'vitest'
import { ShopRefusal, ShopUnavailable } from './refusal.ts'
import { noneIfUnaskable } from './unaskable.ts'

const refused = (code: string) => () => Promise.reject<string>(new ShopRefusal(code, 'slug: is not a slug'))

it('finds what is there, and nothing where nothing is', async () => {
  expect(await noneIfUnaskable(() => Promise.resolve('a vise'))).toBe('a vise')
  expect(await noneIfUnaskable(() => Promise.resolve(null))).toBeNull()
})

it.each(['FIELD_INVALID', 'FIELD_TOO_LONG', 'FIELD_REQUIRED', 'NOT_FOUND'])(
  'finds nothing where the API says %s',
  async (code) => {
    expect(await noneIfUnaskable(refused(code))).toBeNull()
  },
)

it.each(['RATE_LIMITED', 'CONFLICT'])('does not take %s for a missing page', async (code) => {
  await expect(noneIfUnaskable(refused(code))).rejects.toMatchObject({ code })
})

it('does not take an outage for a missing page', async () => {
  const outage = () => Promise.reject<string>(new ShopUnavailable('The API cannot be reached.', 'r-1'))
  await expect(noneIfUnaskable(outage)).rejects.toBeInstanceOf(ShopUnavailable)
})
