import { qualified, type Segment } from '../idoc/segment.ts'
import type { Reading, Source } from '../reading.ts'
import { textOf } from '../values.ts'

/** Names an order of ours: by its number, which SAP knows as the customer's purchase order, else by its number there. */
export type OrderKey = { number: string } | { external: { system: string; id: string } }

/** From the references of a document (E1EDK02, E1EDP02): 001 is the customer's purchase order, 002 the sales order. */
export function orderOf(
  document: Pick<Segment, 'children'>,
  name: 'E1EDK02' | 'E1EDP02',
  reading: Reading,
): { key: OrderKey; source: Source } | undefined {
  const purchase = qualified(document, name, 'QUALF', '001')
  const number = textOf(purchase?.fields['BELNR'])
  if (purchase && number !== undefined) return { key: { number }, source: [purchase, 'BELNR'] }
  const sales = qualified(document, name, 'QUALF', '002')
  const id = textOf(sales?.fields['BELNR'])
  if (sales && id !== undefined)
    return { key: { external: { system: reading.settings.system, id } }, source: [sales, 'BELNR'] }
  return undefined
}

/** The line of ours that an item number means: we write them in tens, 000010 is the first. */
export function positionOf(value: string | undefined): number | undefined {
  const number = Number(textOf(value))
  return Number.isInteger(number) && number >= 10 && number % 10 === 0 ? number / 10 : undefined
}

/** The line that an item is about: by our own reference (001), else by its number there. Objected to where it is none of ours. */
export function lineOf(item: Segment, reading: Reading): number | undefined {
  const own = qualified(item, 'E1EDP02', 'QUALF', '001')
  const source: Source = textOf(own?.fields['ZEILE']) ? [own!, 'ZEILE'] : [item, 'POSEX']
  const position = positionOf(source[0].fields[source[1]])
  if (position === undefined)
    reading.object(source, 'FIELD_INVALID', {
      field: `${source[0].name}/${source[1]}`,
      problem: 'is no item of an order of ours, which are numbered in tens',
    })
  return position
}
