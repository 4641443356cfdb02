import { confirmations } from './in/confirmations.ts'
import { customers } from './in/customers.ts'
import { deliveries } from './in/deliveries.ts'
import { invoices } from './in/invoices.ts'
import { materials } from './in/materials.ts'
import type { InboundMessage } from './in/message.ts'
import { prices } from './in/prices.ts'
import { stockLevels, stockMovements } from './in/stock.ts'

/** What comes in, one file a message. */
export const inbound: readonly InboundMessage[] = [
  materials,
  customers,
  prices,
  stockLevels,
  stockMovements,
  confirmations,
  deliveries,
  invoices,
]
