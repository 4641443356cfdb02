import { choice, entity, instant, one, quantity, text } from '../../language/index.ts'

/** Why somebody corrects what the books say of the stock. */
export const adjustmentReasons = ['received', 'counted', 'damaged', 'lost', 'returned', 'other'] as const

export const stockMovement = entity('stockMovement', {
  area: 'inventory',
  doc: 'A correction of what lies in a warehouse, and why. Entries are added by `inventoryLevel.adjust`, never changed.',
  fields: {
    change: quantity({ min: undefined, doc: 'What came (positive) or went (negative), in the primary unit.' }),
    onHand: quantity({ min: undefined, doc: 'What lay there afterwards.' }),
    reason: choice(adjustmentReasons, { name: 'StockMovementReason' }),
    note: text({ max: 500, optional: true }),
    reference: text({
      max: 120,
      optional: true,
      unique: true,
      doc: 'What it is called in the system that told of it.',
    }),
    by: text({ max: 160, optional: true, doc: 'Who said so.' }),
    movedAt: instant({ index: true }),
  },
  relations: { product: one('product', { onDelete: 'cascade' }), warehouse: one('warehouse') },
  writes: [],
  scopes: 'house',
})
