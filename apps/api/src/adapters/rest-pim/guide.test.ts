import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { repositoryRoot } from '../../kernel/root.ts'
import { piecesOfGuide } from '../../testing/pim.ts'

const pieces = piecesOfGuide('ts').map((piece) => {
  const [first = '', ...lines] = piece.trimEnd().split('\n')
  return [first.replace('// ', ''), lines.join('\n')] as const
})

it.each(pieces)('the guide to integrations shows what stands in %s', (file, code) => {
  expect(code.length).toBeGreaterThan(20)
  expect(readFileSync(join(repositoryRoot(), file), 'utf8')).toContain(code)
})

it('the guide to integrations has code', () => {
  expect(pieces.length).toBeGreaterThan(8)
})
