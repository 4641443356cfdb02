import { describe, expect, it } from 'vitest'
import { childLater, createLogger } from './log.ts'

describe('the log', () => {
  it('hides secrets by field name and by shape, and keeps the rest', () => {
    const lines: string[] = []
    const log = createLogger({ level: 'info', name: 'test', destination: { write: (line) => void lines.push(line) } })
    log.info(
      { req: { headers: { authorization: 'Bearer abcdefgh' } }, clientSecret: 'x', orderNumber: 'P-7KQ4-M2XN' },
      'placed',
    )
    log.error(
      {
        err: new Error(
          'postgresql://portico:hunter2@db:5432/x and sk_test_4eC39HqLyjWDarjtT1 and pi_3Ab_secret_Cd9 and pt_0123456789012345678901',
        ),
      },
      'failed',
    )
    const written = lines.join('')
    for (const secret of ['abcdefgh', 'hunter2', '4eC39HqLyjWDarjtT1', 'secret_Cd9', 'pt_0123', '"clientSecret":"x"'])
      expect(written).not.toContain(secret)
    for (const kept of ['P-7KQ4-M2XN', '@db:5432/x', 'pi_3Ab_secret_[hidden]']) expect(written).toContain(kept)
  })

  it('writes by a child that is made later what the child would write, and in its children too', () => {
    const lines: string[] = []
    const log = createLogger({ level: 'info', name: 'test', destination: { write: (line) => void lines.push(line) } })
    const later = childLater(log, { requestId: 'r-1', token: 'pt_0123456789012345678901' })
    later.debug('too quiet')
    later.info({ step: 1 }, 'first')
    later.child({ consumer: 'c' }).warn('second')
    log.info('its parent')
    const written = lines.map((line) => JSON.parse(line) as object)
    expect(written).toMatchObject([
      { requestId: 'r-1', token: '[hidden]', step: 1, msg: 'first' },
      { requestId: 'r-1', consumer: 'c', level: 40, msg: 'second' },
      { msg: 'its parent' },
    ])
    expect(written[2]).not.toHaveProperty('requestId')
  })
})
