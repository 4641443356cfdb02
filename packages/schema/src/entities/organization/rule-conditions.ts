import { currency, money, textList } from '../../language/index.ts'

/** For which purchases a rule is, of payment or of shipping; each that is left open fits all. */
export const ruleConditions = () => ({
  countries: textList({ default: [], doc: 'ISO codes of the countries that goods go to; none: any.' }),
  regions: textList({
    default: [],
    doc: 'Parts of countries that goods go to, by ISO 3166-2: US-CA; none: all of them.',
  }),
  currency: currency({ optional: true, doc: 'What is paid in; left out: any. Amounts of a rule are in it.' }),
  subtotalFrom: money({ optional: true, min: 0, doc: 'From this subtotal of the goods on.' }),
  subtotalUntil: money({ optional: true, min: 0, doc: 'Below this subtotal.' }),
})
