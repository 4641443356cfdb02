import { boolean, entity, integer, money, one, text, textList } from '../../language/index.ts'
import { ruleConditions } from '../organization/rule-conditions.ts'

export const shippingRule = entity('shippingRule', {
  area: 'shipping',
  doc: 'To whom ways of delivery are offered, in which order, and what they cost besides. A way that no enabled rule of the website speaks of is offered as it says of itself; one that rules speak of, only where one of them fits, and the first that fits counts.',
  fields: {
    code: text({ max: 60, min: 1, unique: true }),
    name: text({ max: 120 }),
    enabled: boolean({ default: true }),
    position: integer({
      default: 0,
      doc: 'Of two rules the lower is asked first, and what it lets through is shown first; of equals the cheaper.',
    }),
    carrier: text({ max: 40, optional: true, doc: 'It speaks of a carrier’s ways: fedex.' }),
    services: textList({ default: [], doc: 'Of the carrier, only these: FEDEX_GROUND.' }),
    ...ruleConditions(),
    surcharge: money({ optional: true, min: 0, doc: 'What delivery costs besides its price.' }),
  },
  relations: {
    website: one('website', { onDelete: 'cascade' }),
    method: one('shippingMethod', {
      optional: true,
      onDelete: 'cascade',
      doc: 'It speaks of this way of the shop’s own. Neither this nor a carrier: of all ways.',
    }),
    customerGroup: one('customerGroup', { optional: true, onDelete: 'cascade', doc: 'Only for them.' }),
  },
  naturalKey: ['code'],
  scopes: { organization: 'website.organization' },
})
