import {
  boolean,
  choice,
  country,
  currency,
  entity,
  entityOf,
  everyone,
  integer,
  one,
  shapeOf,
  text,
  textList,
} from '../../language/index.ts'

export const website = entity('website', {
  area: 'organization',
  doc: 'A shop front: its languages, currencies and countries.',
  fields: {
    code: text({ max: 40, unique: true, show: everyone }),
    name: text({ max: 120, show: everyone }),
    url: text({ max: 255, format: 'url', optional: true, show: everyone }),
    isDefault: boolean({ default: false }),
    active: boolean({ default: true }),
    defaultLocale: text({ max: 12, format: 'locale', show: everyone }),
    locales: textList({ format: 'locale', show: everyone, doc: 'Languages offered, by localization code.' }),
    defaultCurrency: currency({ show: everyone }),
    currencies: textList({ format: 'currency', show: everyone, doc: 'ISO 4217 codes offered.' }),
    defaultCountry: country({ show: everyone }),
    shippingCountries: textList({ format: 'country', show: everyone, doc: 'ISO 3166-1 alpha-2 codes shipped to.' }),
    pricesIncludeTax: boolean({ default: false, show: everyone, doc: 'Whether prices shown already contain tax.' }),
    taxRounding: choice(['perLine', 'perOrder'], {
      name: 'TaxRounding',
      default: 'perLine',
      doc: 'perLine: each tax of each line is rounded by itself; perOrder: each tax once for the whole bill, and shared among the lines.',
    }),
    taxBasis: choice(['destination', 'origin'], {
      name: 'TaxBasis',
      default: 'destination',
      doc: 'By which place goods are taxed: where they go, or from where they are sold.',
    }),
    giftCardDays: integer({
      min: 0,
      max: 3650,
      default: 90,
      doc: 'For how many days at least a gift card can be used once money has come back onto it. One that ends earlier is prolonged then.',
    }),
  },
  relations: {
    organization: one('organization'),
    taxOrigin: one('warehouse', {
      optional: true,
      onDelete: 'setNull',
      doc: 'From where it sells, for tax by origin; left out: the active warehouse that is asked first.',
    }),
    shippingTaxCode: one('productTaxCode', {
      optional: true,
      onDelete: 'setNull',
      doc: 'How delivery and surcharges are taxed; left out: like the goods that are taxed highest.',
    }),
  },
  access: { storefront: 'everyone' },
  computed: {
    localizations: entityOf('localization', { list: true, show: everyone }),
    notice: {
      ...text({ max: 500 }),
      optional: true,
      show: everyone,
      doc: 'A notice for every page, by configuration.',
    },
    payment: shapeOf('PaymentSetup', { show: everyone }),
    pushKey: {
      ...text({ max: 100 }),
      show: everyone,
      doc: 'The public key that a browser subscribes to notices with (VAPID, RFC 8292), in base64url.',
    },
  },
  questions: {
    current: {
      doc: 'The shop front that this request speaks to.',
      show: ['storefront'],
      caller: 'anyone',
      kept: true,
      input: {},
      result: entityOf('website'),
    },
  },
  naturalKey: ['code'],
  scopes: { organization: 'organization' },
})

export const localization = entity('localization', {
  area: 'organization',
  doc: 'A language as the shop speaks it, with the rules for writing dates and numbers.',
  fields: {
    code: text({ max: 12, format: 'locale', unique: true, show: everyone }),
    name: text({ max: 80, show: everyone, doc: 'The language in its own words.' }),
    formatting: text({ max: 12, format: 'locale', show: everyone, doc: 'BCP 47 tag for dates, numbers and prices.' }),
    currency: currency({
      optional: true,
      show: everyone,
      doc: 'What its readers see prices in, unless they ask for another, at websites that sell in it; else the website’s own.',
    }),
    timeZone: text({
      max: 64,
      default: 'UTC',
      show: everyone,
      doc: 'IANA name of the zone by which its readers are told days and hours.',
    }),
    active: boolean({ default: true }),
  },
  relations: { fallback: one('localization', { optional: true }) },
  access: { storefront: 'everyone' },
  naturalKey: ['code'],
  scopes: 'house',
})
