import { describe, expect, it } from 'vitest'
import { arrivalsOf, backlogOf, type CompletionRule } from './file-completion.ts'
import type { StoredFile } from './file-store.ts'

const now = new Date('2026-08-17T12:00:00Z')
const file = (name: string, secondsAgo = 0): StoredFile => ({
  path: `inbound/${name}`,
  size: 1,
  changedAt: new Date(now.getTime() - secondsAgo * 1000),
  version: name,
})
const sorted = (rule: Partial<CompletionRule>, ...files: Parameters<typeof arrivalsOf>[0]) => {
  const { complete, waiting, strays } = arrivalsOf(files, { completion: 'renamed', quietSeconds: 10, ...rule }, now)
  const names = (some: readonly StoredFile[]) => some.map(({ path }) => path.replace('inbound/', ''))
  return {
    complete: names(complete.map((one) => one.file)),
    waiting: names(waiting),
    strays: names(strays),
    whole: complete,
  }
}

describe('when a file is complete', () => {
  it('renamed: it has no temporary name', () => {
    const given = ['b.csv', 'a.csv', '.hidden.csv', 'c.csv.tmp', 'd.csv.part', 'e.csv.FILEPART', 'f.tmp.csv'].map(
      (name) => file(name),
    )
    expect(sorted({}, ...given, { path: 'inbound/sub', folder: true })).toMatchObject({
      complete: ['a.csv', 'b.csv', 'f.tmp.csv'],
      waiting: ['.hidden.csv', 'c.csv.tmp', 'd.csv.part', 'e.csv.FILEPART'],
      strays: [],
    })
  })

  it('doneFile: the `.done` beside it says so, and goes with it; one without its file is a stray', () => {
    const found = sorted(
      { completion: 'doneFile' },
      file('a.csv'),
      file('a.csv.done'),
      file('b.csv'),
      file('c.csv.done'),
    )
    expect(found).toMatchObject({ complete: ['a.csv'], waiting: ['b.csv'], strays: ['c.csv.done'] })
    expect(found.whole[0]?.done?.path).toBe('inbound/a.csv.done')
  })

  it('doneFile: a temporary name waits even with its `.done`', () => {
    const found = sorted({ completion: 'doneFile' }, file('a.csv.tmp'), file('a.csv.tmp.done'))
    expect(found).toMatchObject({ complete: [], waiting: ['a.csv.tmp'], strays: [] })
  })

  it('quiet: nobody wrote to it for so long', () => {
    const found = sorted({ completion: 'quiet' }, file('old.csv', 10), file('new.csv', 9), file('.old', 60))
    expect(found).toMatchObject({ complete: ['old.csv'], waiting: ['.old', 'new.csv'] })
  })
})

it('counts what a partner leaves lying, and since when', () => {
  expect(backlogOf([])).toEqual({ files: 0, bytes: 0, oldestAt: undefined })
  expect(backlogOf([file('a', 5), file('b', 50), { path: 'inbound/sub', folder: true }])).toEqual({
    files: 2,
    bytes: 2,
    oldestAt: new Date('2026-08-17T11:59:10Z'),
  })
})
