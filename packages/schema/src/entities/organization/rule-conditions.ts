import { currency, decimal, money, text, textList } from '../../language/index.ts'

/** For which purchases a rule is, of payment or of shipping; each that is left open fits all. */
export const ruleConditions = () => ({
  countries: textList({ default: [], doc: 'ISO codes of the countries that goods go to; none: any.' }),
  regions: textList({
    default: [],
    doc: 'Parts of countries that goods go to, by ISO 3166-2: US-CA; none: all of them.',
  }),
  postalCodes: textList({
    default: [],
    doc: 'Postal codes that goods go to: one (80331), all that begin alike (SW1*), or from one to another (80000..81999); none: any.',
  }),
  currency: currency({ optional: true, doc: 'What is paid in; left out: any. Amounts of a rule are in it.' }),
  subtotalFrom: money({ optional: true, min: 0, doc: 'From this subtotal of the goods on.' }),
  subtotalUntil: money({ optional: true, min: 0, doc: 'Below this subtotal.' }),
  weightFrom: decimal({ optional: true, min: 0, doc: 'From this weight of the goods on, in kilograms.' }),
  weightUntil: decimal({
    optional: true,
    min: 0,
    doc: 'Below this weight, in kilograms. Goods whose weight is not known fit no rule that asks for a weight.',
  }),
  expression: text({
    max: 1000,
    min: 1,
    optional: true,
    multiline: true,
    doc: 'A condition in the Common Expression Language, besides the others: `lines.exists(l, l.weight > 30) && subtotal >= 99.90`. Its variables: country, region, postalCode, currency, subtotal, weight, weightKnown, customer, customerGroup, lines (sku, quantity, weight, weightKnown, total).',
  }),
})
