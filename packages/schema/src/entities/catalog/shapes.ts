import {
  boolean,
  choice,
  decimal,
  entityOf,
  integer,
  listOf,
  maybe,
  money,
  quantity,
  shape,
  shapeOf,
  text,
  textList,
  date,
} from '../../language/index.ts'

const price = (doc?: string) => money({ currency: 'currency', doc })

export const catalogShapes = [
  shape('TierPrice', 'The price of one unit from a quantity on.', { quantity: quantity(), price: price() }),
  shape('UnitPrices', 'The tiers of one unit.', {
    unit: text({ max: 20, doc: 'Code of the unit.' }),
    label: text({ max: 80 }),
    labelPlural: text({ max: 80 }),
    precision: integer({ doc: 'Digits behind the point that a quantity may have.' }),
    conversion: decimal({ scale: 6, doc: 'How many primary units it holds.' }),
    primary: boolean(),
    minimumQuantity: maybe(quantity({ doc: 'Least to order, in this unit.' })),
    maximumQuantity: maybe(quantity({ doc: 'Most to order at once, in this unit.' })),
    tiers: listOf(shapeOf('TierPrice')),
  }),
  shape('Availability', 'Whether it can be had.', {
    status: choice(['inStock', 'lowStock', 'backorder', 'outOfStock', 'upcoming', 'discontinued'], {
      name: 'AvailabilityStatus',
    }),
    orderable: boolean(),
    quantity: maybe(quantity({ doc: 'How much is left, in the primary unit; nothing where stock is not kept.' })),
    availableFrom: maybe(date()),
  }),
  shape('AttributeValue', 'A property of a product, for reading.', {
    code: text({ max: 40 }),
    label: text({ max: 255 }),
    value: text({ max: 1000, doc: 'As people read it, with its unit.' }),
    optionCode: maybe(text({ max: 60 })),
  }),
  shape('VariantOption', 'An attribute in which variants differ, with the values there are.', {
    code: text({ max: 40 }),
    label: text({ max: 255 }),
    values: listOf(shapeOf('VariantOptionValue')),
  }),
  shape('VariantOptionValue', 'One value of a choice.', {
    code: text({ max: 60 }),
    label: text({ max: 255 }),
    swatch: maybe(text({ max: 20 })),
  }),
  shape('FacetFilter', 'Keeps products that have any of the values.', {
    code: text({ max: 60, doc: 'An attribute’s code, or `brand`, or `category`.' }),
    values: textList({ doc: 'Codes of options, brands or categories; `true`/`false` for booleans.' }),
  }),
  shape('Facet', 'A way to narrow a listing, with counts under all other filters.', {
    code: text({ max: 60 }),
    label: text({ max: 255 }),
    values: listOf(shapeOf('FacetValue')),
  }),
  shape('FacetValue', 'One value of a facet.', {
    code: text({ max: 60 }),
    label: text({ max: 255 }),
    count: integer(),
    selected: boolean(),
    swatch: maybe(text({ max: 20 })),
  }),
  shape('PriceRange', 'From the lowest to the highest price of the listing.', { lowest: price(), highest: price() }),
  shape('ProductListing', 'One page of products.', {
    items: listOf(entityOf('product')),
    total: integer({ doc: 'In all pages.' }),
    pageInfo: shapeOf('PageInfo'),
    facets: listOf(shapeOf('Facet')),
    priceRange: maybe(shapeOf('PriceRange')),
    availableCount: integer({ doc: 'How many can be ordered now.' }),
    didYouMean: maybe(text({ max: 200, doc: 'The spelling that was searched for instead.' })),
    category: maybe(entityOf('category')),
  }),
  shape('Suggestions', 'What the shopper may mean.', {
    products: listOf(entityOf('product')),
    categories: listOf(entityOf('category')),
    terms: { ...textList(), doc: 'Complete searches.' },
  }),
]
