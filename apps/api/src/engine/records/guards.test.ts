import { model } from '@portico/schema'
import { describe, expect, it } from 'vitest'
import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import type { Change } from '../verbs.ts'
import { Guards } from './guards.ts'

const price = model.entities.get('price')!
const ctx = {} as Ctx
const changes: readonly Change[] = ['a', 'b', 'c'].map((id) => ({ deed: 'delete', id, given: {} }))
const no = (id: string) => refuse('STILL_REFERENCED', { entity: 'price', by: id })

describe('guards of many changes', () => {
  it('are asked once for all of them where the area judges many at once', async () => {
    const asked: (readonly Change[])[] = []
    const guards = new Guards(
      new Map([['price', [() => Promise.reject(new Error('asked of a single row'))]]]),
      new Map([
        [
          'price',
          (given) => {
            asked.push(given)
            return Promise.resolve(new Map([[2, [no('c')]]]))
          },
        ],
      ]),
    )
    await expect(guards.askAll(price, changes, ctx)).rejects.toMatchObject({ code: 'STILL_REFERENCED' })
    expect(asked).toEqual([changes])
  })

  it('are asked of each where the area has one for single changes only, or one of both kinds', async () => {
    const asked: string[] = []
    const each = ({ id }: Change) => {
      asked.push(id)
      return id === 'b' ? Promise.reject(no(id)) : Promise.resolve()
    }
    const alone = new Guards(new Map([['price', [each]]]), new Map())
    expect([...(await alone.judge(price, changes, ctx)).keys()]).toEqual([1])
    const both = new Guards(
      new Map([['price', [each, () => Promise.resolve()]]]),
      new Map([['price', () => Promise.reject(new Error('it does not know what the other guard says'))]]),
    )
    await expect(both.askAll(price, changes, ctx)).rejects.toMatchObject({ params: { by: 'b' } })
    expect(asked).toEqual(['a', 'b', 'c', 'a', 'b', 'c'])
  })

  it('say nothing where there are none, and a fault stays a fault', async () => {
    await new Guards(new Map(), new Map()).askAll(price, changes, ctx)
    const broken = new Guards(new Map([['price', [() => Promise.reject(new Error('broken'))]]]), new Map())
    await expect(broken.judge(price, changes, ctx)).rejects.toThrow('broken')
  })
})
