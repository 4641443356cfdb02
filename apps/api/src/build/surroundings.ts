import type { Model } from '@portico/schema'
import type { ExchangeModule } from '../domain/integrations/port.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Ids } from '../kernel/ids.ts'

/** Time and chance, what the business is, and systems outside that nobody else knows, for tests to hold in hand. */
export interface Surroundings {
  clock?: Clock
  ids?: Ids
  modules?: readonly ExchangeModule[]
  model?: Model
}
