import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hashToken, humanNumber, isUuid, randomIds, readHumanNumber } from './ids.ts'

describe('ids', () => {
  it('makes uuids that grow with time', () => {
    const made = Array.from({ length: 1_000 }, () => randomIds.next())
    expect(made.every(isUuid)).toBe(true)
    expect([...made].sort()).toEqual(made)
  })

  it('makes order numbers that people can read back in any writing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 8, maxLength: 8 }), (bytes) => {
        const number = humanNumber('P', bytes)
        expect(number).toMatch(/^P-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
        expect(readHumanNumber('P', number.toLowerCase().replaceAll('-', ' '))).toBe(number)
      }),
    )
    expect(readHumanNumber('P', 'p-ol1i-0000')).toBe('P-0111-0000')
    expect(readHumanNumber('P', 'P-7KQ4')).toBeUndefined()
    expect(readHumanNumber('P', 'P-7KQ4-M2XU')).toBeUndefined()
  })

  it('makes opaque tokens whose hash is what is stored', () => {
    const token = randomIds.token()
    expect(token).toMatch(/^pt_[A-Za-z0-9_-]{43}$/)
    expect(hashToken(token)).toMatch(/^[0-9a-f]{64}$/)
    expect(hashToken(token)).not.toBe(hashToken(randomIds.token()))
  })
})
