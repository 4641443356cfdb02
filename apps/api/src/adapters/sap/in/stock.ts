import { Decimal } from '../../../kernel/decimal.ts'
import { all, type Segment } from '../idoc/segment.ts'
import type { Reading } from '../reading.ts'
import { movementOf } from '../settings.ts'
import { keptNumber } from '../values.ts'
import { materialField, type InboundMessage } from './message.ts'

/** Whose stock it is: product and warehouse; undefined for a plant that is not ours. */
function placeOf(segment: Segment, reading: Reading) {
  const number = reading.required(segment, materialField(segment), segment)
  const warehouse = reading.settings.plants[reading.required(segment, 'WERKS', segment) ?? '']
  if (number === undefined || warehouse === undefined) return undefined
  return { product: { sku: keptNumber(number, reading.settings.materialNumbers) }, warehouse: { code: warehouse } }
}

/** Unrestricted stock: LABST, else what the stock/requirements list counts as stock (DELKZ LB). */
function levelOf(stock: Segment, reading: Reading): string | undefined {
  const said = reading.number(stock, 'LABST')
  if (said !== undefined) return said
  const elements = all(stock, 'E1PLSEL').flatMap((selection) => all(selection, 'E1MDPSL'))
  const lying = elements.filter(({ fields }) => fields['DELKZ'] === 'LB')
  if (lying.length === 0) return undefined
  return lying.reduce((sum, one) => sum.plus(reading.number(one, 'MNG01') ?? 0), new Decimal(0)).toFixed()
}

/** LOISTD01: how much lies there. */
export const stockLevels: InboundMessage = {
  type: 'LOISTD01',
  doc: 'Stock levels: unrestricted stock of a material in a plant.',
  entity: 'inventoryLevel',
  writes: ['inventoryLevel.create', 'inventoryLevel.update'],
  messages: ['LOISTD'],
  root: 'E1MDSTL',
  read: (stock, reading) => {
    const place = placeOf(stock, reading)
    const onHand = levelOf(stock, reading)
    if (!place || onHand === undefined) return
    reading.row(
      { entity: 'inventoryLevel', mode: 'upsert', given: { ...place, onHand } },
      { product: [stock, materialField(stock)], warehouse: [stock, 'WERKS'], onHand: [stock, 'LABST'] },
    )
  },
  object: (stock) => `${stock.fields[materialField(stock)] ?? ''} ${stock.fields['WERKS'] ?? ''}`,
}

/**
 * Whether what moves is of our own unrestricted stock, which is what LOISTD01 counts. INSMK says the stock type: quality inspection (2, X) and blocked stock (3, S) are
 * not for sale; SOBKZ that it is special stock, such as a vendor's consignment or what lies there for one sales order.
 */
const isUnrestricted = (item: Segment, reading: Reading): boolean =>
  ['F', undefined].includes(reading.text(item, 'INSMK')) && reading.text(item, 'SOBKZ') === undefined

function readMovement(header: Segment, reading: Reading, control: Readonly<Record<string, string>>): void {
  for (const [at, item] of all(header, 'E1MBXYI').entries()) {
    const place = placeOf(item, reading)
    const type = reading.required(item, 'BWART', item)
    const quantity = reading.number(item, 'ERFMG')
    if (!place || type === undefined || quantity === undefined || new Decimal(quantity).isZero()) continue
    const movement = movementOf(reading.settings, type)
    if (!movement) {
      const params = { code: type, field: 'E1MBXYI/BWART', setting: 'movements' }
      reading.object([item, 'BWART'], 'CODE_NOT_MAPPED', params)
      continue
    }
    if (movement.sign === 'ignore' || !isUnrestricted(item, reading)) continue
    const unit = reading.code(item, 'ERFME', 'units')
    reading.row({ entity: 'inventoryLevel', mode: 'upsert', given: place })
    reading.act(
      'inventoryLevel.adjust',
      {
        id: place,
        change: movement.sign === '-' ? new Decimal(quantity).negated().toFixed() : quantity,
        unitId: unit === undefined ? undefined : { code: unit },
        reason: movement.reason,
        note: [type, reading.text(header, 'XBLNR'), reading.text(header, 'BKTXT')].filter(Boolean).join(' '),
        reference: [control['SNDPRN'], control['MANDT'], control['DOCNUM'], at + 1].join('/'),
      },
      { id: [item, materialField(item)], change: [item, 'ERFMG'], unitId: [item, 'ERFME'] },
    )
  }
}

/** WMMBID02: what came and went. */
export const stockMovements: InboundMessage = {
  type: 'WMMBID02',
  doc: 'Goods movements: what came into a plant or left it, each posted once.',
  entity: 'inventoryLevel',
  writes: ['inventoryLevel.create', 'inventoryLevel.update', 'inventoryLevel.adjust'],
  messages: ['WMMBXY', 'WMMBID'],
  root: 'E1MBXYH',
  read: readMovement,
}
