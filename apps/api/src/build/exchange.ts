import { createFormats } from '../adapters/formats/index.ts'
import { restPimModule } from '../adapters/rest-pim/index.ts'
import { createSapModule } from '../adapters/sap/index.ts'
import { createExchange, createRegistry, filesModule } from '../domain/integrations/index.ts'
import type { ExchangeModule } from '../domain/integrations/port.ts'
import type { Clock } from '../kernel/clock.ts'

type Parts = Omit<Parameters<typeof createExchange>[0], 'registry'>

/** The systems outside that the house can exchange data with, and the formats that all of them may use. A module is a folder under `adapters/` and a line here. */
export function composeExchange(
  parts: Parts,
  { clock, more = [] }: { clock: Clock; more?: readonly ExchangeModule[] },
): ReturnType<typeof createExchange> {
  const modules: readonly ExchangeModule[] = [filesModule, createSapModule({ clock }), restPimModule]
  return createExchange({ ...parts, registry: createRegistry([...modules, ...more], createFormats(parts.model)) })
}
