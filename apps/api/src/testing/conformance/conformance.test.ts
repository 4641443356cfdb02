import { afterAll, beforeAll } from 'vitest'
import { actionsConform } from './actions.ts'
import { listsConform } from './lists.ts'
import { filesAndMessagesConform } from './messages.ts'
import { refusalsConform } from './refusals.ts'
import { rowsConform } from './rows.ts'
import { storefrontConforms } from './storefront.ts'
import { World } from './world.ts'

// Every entity at every door, by the model alone: one fixture for each kind of field (kinds.ts), and what kinds do not tell (peculiar.ts, by-actions.ts).

let world: World
beforeAll(async () => {
  world = await World.open()
}, 300_000)
afterAll(() => world.close())

rowsConform(() => world)
refusalsConform(() => world)
listsConform(() => world)
filesAndMessagesConform(() => world)
actionsConform(() => world)
storefrontConforms(() => world)
