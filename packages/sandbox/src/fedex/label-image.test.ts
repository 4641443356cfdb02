import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { code128 } from './code-128.ts'
import { labelImage } from './label-image.ts'
import { dotsOf } from './pixel-font.ts'

const label = {
  ...{ trackingNumber: '794600000123', serviceName: 'FedEx Ground®', piece: '1 of 2', weight: '4.5 LB' },
  from: ['Werkmark', '12 Dock Street', 'Memphis, TN 38118', 'US'],
  to: ['Ada Byron', '12 Palm Lane', 'Miami, FL 33101', 'US'],
  references: ['S-1234'],
}

/** The dots of a picture of one bit a dot, row by row: true where it is dark. */
function dotsIn(picture: Buffer): boolean[][] {
  const [width, height] = [picture.readUInt32BE(16), picture.readUInt32BE(20)]
  const parts: Buffer[] = []
  for (let at = 8; at < picture.length; at += 12 + picture.readUInt32BE(at))
    if (picture.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(picture.subarray(at + 8, at + 8 + picture.readUInt32BE(at)))
  const rows = inflateSync(Buffer.concat(parts))
  const long = 1 + width / 8
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => !((rows[y * long + 1 + (x >> 3)]! >> (7 - (x & 7))) & 1)),
  )
}

/** How many dots, in turn dark and light, stand beside each other between the first and the last dark one. */
const runsOf = (row: readonly boolean[]): number[] =>
  (
    row
      .map((dark) => (dark ? '#' : ' '))
      .join('')
      .trim()
      .match(/#+| +/g) ?? []
  ).map(({ length }) => length)

describe('a label as a picture', () => {
  const dots = dotsIn(labelImage('PNG', label))

  it('is as large as a label of four by six inches, and says from whom, to whom, how and which', () => {
    expect([dots[0]!.length, dots.length]).toEqual([816, 1218])
    const says = (text: string, size: number) => {
      const wanted = dotsOf(text)
      const there = (left: number, top: number) =>
        wanted.every(({ x, y }) => dots[top + y * size]?.[left + x * size] ?? false)
      return dots.some((row, top) => row.some((_, left) => left < 200 && there(left, top)))
    }
    for (const line of [...label.from, 'WEIGHT 4.5 LB']) expect([line, says(line, 3)]).toEqual([line, true])
    for (const line of [...label.to, 'TRK# 794600000123']) expect([line, says(line, 4)]).toEqual([line, true])
    expect(says('FedEx Ground', 5)).toBe(true)
    expect(says('REF S-1234', 2)).toBe(true)
    expect(says('Berlin', 3)).toBe(false)
  })

  it('bears its number as bars that readers know', () => {
    const modules = runsOf(code128(label.trackingNumber))
    const [widest, ...others] = [1000, 960, 1140].map((y) => runsOf(dots[y]!).map((run) => run / 4))
    expect(widest).toEqual(modules)
    for (const other of others) expect(other).toEqual(widest)
  })
})

describe('bars of a number', () => {
  it('are symbols of eleven modules, three bars and three gaps each, between a start and a stop', () => {
    // two digits to a symbol: start, six pairs, check, stop of thirteen
    expect(code128('794600000123')).toHaveLength(8 * 11 + 13)
    // one character to a symbol
    expect(code128('1Z9')).toHaveLength(5 * 11 + 13)
    for (const text of ['794600000123', 'PORTICO-1', '0', '~ !']) {
      const runs = runsOf(code128(text))
      expect((runs.length - 7) % 6).toBe(0)
      for (let at = 0; at < runs.length - 7; at += 6)
        expect(runs.slice(at, at + 6).reduce((sum, run) => sum + run, 0)).toBe(11)
    }
  })

  it('end in the check symbol of ISO/IEC 15417', () => {
    // 105 + 1·42 + 2·18 + 3·40 = 303, which is 97 beyond 2·103
    expect(runsOf(code128('421840')).slice(-13, -7).join('')).toBe('411113')
  })
})

it('has letters for names that printers have none for, and bars on its page', () => {
  const page = labelImage('PDF', { ...label, to: ['Jörg Großmann'] }).toString('latin1')
  expect(page).toContain('(Jorg Grossmann)')
  expect(page).toContain('(FedEx Ground)')
  expect(page).toMatch(/ re\nf\nendstream/)
})
