import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, it } from 'vitest'

const src = join(import.meta.dirname, '../..')
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file),
)
const naming = (words: RegExp) => files.filter((file) => words.test(readFileSync(join(src, file), 'utf8'))).sort()

it('is known in one place, and asked for inside lib/shop only', () => {
  expect(naming(/PORTICO_API_URL/)).toEqual([relative(src, join(import.meta.dirname, 'api-url.ts'))])
  expect(naming(/\bapiUrl\b/).filter((file) => !file.startsWith('lib/shop/'))).toEqual([])
})
