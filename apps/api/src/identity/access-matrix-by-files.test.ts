import { afterAll, beforeAll, expect, it } from 'vitest'
import { everything } from '../testing/client.ts'
import { World } from '../testing/conformance/world.ts'
import { doneByFiles, fileCells, fileRowsIn } from '../testing/matrix/by-files.ts'

// The access matrix of the door of files, in deed: every entity × create, update, delete, and out, by files of somebody who may do all of it, and of somebody who may do it no more.

let world: World
let rows: ReadonlyMap<string, string>
beforeAll(async () => {
  world = await World.open()
  rows = await fileRowsIn(world)
}, 300_000)
afterAll(() => world.close())

const long = 300_000

it(
  'a file of whoever may do everything moves the row that it is about and nothing else, or shows it',
  async () => {
    const done = await doneByFiles(world, rows, { name: 'administrator', grants: everything })
    expect(done).toEqual({ wrong: [], cells: fileCells.length, allowed: fileCells.length })
  },
  long,
)

it(
  'the same file of whoever may not do it any more moves nothing and shows nothing, and its run says which right they lack',
  async () => {
    const done = await doneByFiles(world, rows, { name: 'nobody any more', grants: [] })
    expect(done).toEqual({ wrong: [], cells: fileCells.length, allowed: 0 })
  },
  long,
)
