// What the works ask of the API, as a storefront asks it.

const card = `id slug sku name type priceFrom price { amount currency } availability { status orderable }
  image { key alt width height } brand { name slug }`

export const categorySlugs = `query Categories { categoryTree { slug productCount children { slug productCount children { slug productCount } } } }`

/** A page of 24 products of a category, with price, image and availability. */
export const list = `query List($category: String!, $after: String) {
  productSearch(input: { category: $category, first: 24, after: $after }) {
    items { ${card} } pageInfo { endCursor hasNextPage }
  }
}`

/** Everything that a product page shows. */
export const detail = `query Detail($slug: String!) {
  productFind(input: { slug: $slug }) {
    ${card} shortDescription description metaTitle metaDescription gtin mpn url
    images { id key alt width height }
    unitPrices { unit label labelPlural precision conversion primary minimumQuantity maximumQuantity tiers { quantity price { amount currency } } }
    attributes { code label value }
    breadcrumbs { slug name }
    variantOptions { code label values { code label swatch } }
    variants { id sku name price { amount currency } availability { status orderable quantity } attributes { code value optionCode } image { key alt width height } }
  }
}`

/** What of a product can be bought, and how many at least. */
export const offers = `query Offers($slug: String!) {
  productFind(input: { slug: $slug }) {
    sku minimumQuantity availability { orderable } variants { sku minimumQuantity availability { orderable } }
  }
}`

/** A search with everything that narrows it, and the counts. */
export const search = `query Search($query: String!) {
  productSearch(input: { query: $query, first: 24 }) {
    total items { ${card} } pageInfo { endCursor hasNextPage } availableCount
    priceRange { lowest { amount currency } highest { amount currency } }
    facets { code label values { code label count selected } } didYouMean
  }
}`

const cart = `id itemCount lines { id quantity product { id sku name slug } unit { code } unitPrice { amount currency } rowTotal { amount currency } }
  totals { subtotal { amount currency } tax { amount currency } total { amount currency } } problems { code text }`

export const addLine = `mutation AddLine($input: CartAddLineInput!) { cartAddLine(input: $input) { ${cart} } }`

const checkout = `id state ready steps { step done lacks { code text } } totals { total { amount currency } }`

/** The steps from a cart to a paid order, in their order. */
export const checkoutSteps = {
  start: `mutation { checkoutStart { ${checkout} } }`,
  contact: `mutation($input: CheckoutSetContactInput!) { checkoutSetContact(input: $input) { ${checkout} } }`,
  shippingAddress: `mutation($input: CheckoutSetShippingAddressInput!) { checkoutSetShippingAddress(input: $input) { ${checkout} } }`,
  shippingOptions: `query($input: CheckoutShippingOptionsInput!) { checkoutShippingOptions(input: $input) { options { id label price { amount currency } } notices { code text } } }`,
  shippingMethod: `mutation($input: CheckoutSetShippingMethodInput!) { checkoutSetShippingMethod(input: $input) { ${checkout} } }`,
  billingAddress: `mutation($input: CheckoutSetBillingAddressInput!) { checkoutSetBillingAddress(input: $input) { ${checkout} } }`,
  place: `mutation($input: CheckoutPlaceInput!) { checkoutPlace(input: $input) { status payment { publishableKey clientSecret } failure { code text } } }`,
  complete: `mutation($input: CheckoutCompleteInput!) { checkoutComplete(input: $input) { status order { id number total { amount currency } } } }`,
}
