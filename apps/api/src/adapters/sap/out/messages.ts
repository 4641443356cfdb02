import type { DraftIdoc } from '../idoc/segment.ts'
import type { SapSettings } from '../settings.ts'
import { wantedOfAmendment, wantedOfOrder, type AmendmentRow, type OrderRow } from './order-row.ts'
import { changeIdoc, orderIdoc } from './orders.ts'

/** What is written of a row. */
export interface OutboundMessage {
  type: string
  doc: string
  entity: string
  /** What the row must be read with. */
  wanted: Readonly<Record<string, unknown>>
  write(row: Readonly<Record<string, unknown>>, settings: SapSettings): DraftIdoc
}

/** What goes out, one file a message. */
export const outbound: readonly OutboundMessage[] = [
  {
    type: 'ORDERS05',
    doc: 'Orders, with partners, prices, taxes, delivery, payment, texts and schedule lines; at the topic order.placed.',
    entity: 'order',
    wanted: wantedOfOrder,
    write: (row, settings) => orderIdoc(row as unknown as OrderRow, settings),
  },
  {
    type: 'ORDCHG',
    doc: 'Changes of orders, step by step, and cancellations; at the topic orderAmendment.made.',
    entity: 'orderAmendment',
    wanted: wantedOfAmendment,
    write: (row, settings) => changeIdoc(row as unknown as AmendmentRow, settings),
  },
]
