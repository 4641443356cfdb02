import { html } from 'hono/html'
import type {
  CardPartsFragment,
  CartPageQuery,
  DeliveryPageQuery,
  FrameQuery,
  LinePartsFragment,
  ListQuery,
  MoneyPartsFragment,
  OrderPageQuery,
  PlacementPartsFragment,
  ProductPageQuery,
  ReviewPageQuery,
  TotalsPartsFragment,
} from './generated/portico.ts'
import type { Refusal } from './portico.ts'

/** A piece of a page; what is put into it by `${…}` is escaped. */
export type Html = ReturnType<typeof html>

/** An exact decimal is formatted as it is: it never becomes a number. */
const money = (given: MoneyPartsFragment | null | undefined) =>
  given
    ? new Intl.NumberFormat('en', { style: 'currency', currency: given.currency }).format(given.amount as `${number}`)
    : '–'

const alert = (messages: readonly string[] = []) =>
  messages.length > 0 ? html`<div role="alert">${messages.map((message) => html`<p>${message}</p>`)}</div>` : ''

const picture = (image: CardPartsFragment['image'], apiUrl: string, width: 240 | 640) =>
  image
    ? html`<img
        src="${apiUrl}/media/${image.key}/${width}.webp"
        alt="${image.alt}"
        width="${width}"
        height="${width}"
      />`
    : ''

/** A whole page. */
export function framed({ websiteCurrent, categoryTree, cartCurrent }: FrameQuery, title: string, body: Html): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title} · The corner shop</title>
        <link rel="stylesheet" href="/style.css" />
        <link rel="icon" href="data:," />
      </head>
      <body>
        <header>
          <a href="/"><b>The corner shop</b></a>
          <form action="/" role="search">
            <input type="search" name="q" aria-label="Search" /> <button>Search</button>
          </form>
          <a href="/cart">Cart (${cartCurrent?.itemCount ?? 0})</a>
        </header>
        <nav>
          ${categoryTree.map(({ slug, name }) => html`<a href="/?category=${encodeURIComponent(slug)}">${name}</a>`)}
        </nav>
        <main>
          <h1>${title}</h1>
          ${body}
        </main>
        <footer>Sold by ${websiteCurrent.name}. ${websiteCurrent.notice}</footer>
      </body>
    </html>`
}

export const refusedPage = (messages: readonly string[]): Html =>
  html`${alert(messages)}
    <p><a href="/">Look around</a></p>`

export const waitingPage = (): Html =>
  html`<meta http-equiv="refresh" content="2" />
    <p>Your bank is at work.</p>`

export function listPage(
  { items, total, didYouMean, pageInfo }: ListQuery['productSearch'],
  asked: { q?: string | undefined; category?: string | undefined },
  apiUrl: string,
): Html {
  const next = new URLSearchParams({
    q: asked.q ?? '',
    category: asked.category ?? '',
    after: pageInfo.endCursor ?? '',
  })
  return html`<p>${total} products${didYouMean ? ` for “${didYouMean}”` : ''}</p>
    <ul class="cards">
      ${items.map(
        (item) =>
          html`<li>
            <a href="/product/${item.slug}">${picture(item.image, apiUrl, 240)}<b>${item.name}</b></a>
            <span>${item.brand?.name}</span>
            <span>${item.priceFrom ? 'from ' : ''}${money(item.price)}</span>
          </li>`,
      )}
    </ul>
    ${pageInfo.hasNextPage ? html`<p><a href="/?${next.toString()}">More</a></p>` : ''}`
}

export function productPage(
  product: NonNullable<ProductPageQuery['productFind']>,
  apiUrl: string,
  refusal?: Refusal,
): Html {
  const { variants, availability, attributes } = product
  const unit = product.unitPrices.find(({ primary }) => primary)
  return html`${picture(product.image, apiUrl, 640)}
    <p class="price">${product.priceFrom ? 'from ' : ''}${money(product.price)}</p>
    ${alert(refusal?.messages)}
    <form method="post">
      ${
        variants.length > 0
          ? html`<fieldset>
              <legend>Which one?</legend>
              ${variants.map(
                ({ sku, name, price, availability: { orderable } }) =>
                  html`<label>
                    <input type="radio" name="sku" value="${sku}" required ${orderable ? '' : 'disabled'} />
                    ${name}, ${money(price)}
                  </label>`,
              )}
            </fieldset>`
          : html`<input type="hidden" name="sku" value="${product.sku}" />`
      }
      <label>
        Quantity
        <input name="quantity" inputmode="decimal" value="${unit?.minimumQuantity ?? '1'}" size="5" required />
      </label>
      <button ${availability.orderable ? '' : 'disabled'}>Add to cart</button>
    </form>
    ${(unit?.tiers ?? [])
      .slice(1)
      .map(({ quantity, price }) => html`<p>From ${quantity} ${unit?.labelPlural}: ${money(price)} each</p>`)}
    <p>${product.description}</p>
    <dl>
      ${attributes.map(
        ({ label, value }) =>
          html`<dt>${label}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>`
}

const sums = ({ subtotal, shipping, tax, total }: TotalsPartsFragment) =>
  html`<dl class="sums">
    <dt>Subtotal</dt>
    <dd>${money(subtotal)}</dd>
    <dt>Delivery</dt>
    <dd>${money(shipping)}</dd>
    <dt>Tax</dt>
    <dd>${money(tax)}</dd>
    <dt>Total</dt>
    <dd>${money(total)}</dd>
  </dl>`

export function cartPage(cart: CartPageQuery['cartCurrent'], refusal?: Refusal): Html {
  const told = alert([...(refusal?.messages ?? []), ...(cart?.problems.map(({ text }) => text) ?? [])])
  if (!cart || cart.lines.length === 0)
    return html`${told}
      <p>Nothing in it yet.</p>`
  return html`${told}
    <ul>
      ${cart.lines.map(
        ({ id, product, quantity, rowTotal }) =>
          html`<li>
            <a href="/product/${product.slug}">${product.name}</a>
            <form method="post">
              <input type="hidden" name="lineId" value="${id}" />
              <input
                name="quantity"
                inputmode="decimal"
                value="${quantity}"
                size="5"
                aria-label="Quantity of ${product.name}"
              />
              <button>Change</button>
            </form>
            ${money(rowTotal)}
          </li>`,
      )}
    </ul>
    ${sums(cart.totals)}
    <form method="post" action="/checkout"><button>Check out</button></form>`
}

const fields = [
  { name: 'email', label: 'E-mail', autocomplete: 'email' },
  { name: 'firstName', label: 'First name', autocomplete: 'given-name' },
  { name: 'lastName', label: 'Last name', autocomplete: 'family-name' },
  { name: 'street', label: 'Street and number', autocomplete: 'address-line1' },
  { name: 'postalCode', label: 'Postal code', autocomplete: 'postal-code' },
  { name: 'city', label: 'City', autocomplete: 'address-level2' },
  { name: 'region', label: 'State, as CA (where there are any)', autocomplete: 'address-level1' },
]

export function addressPage(
  { shippingCountries, defaultCountry }: FrameQuery['websiteCurrent'],
  given: Record<string, string>,
  refusal?: Refusal,
): Html {
  const countries = new Intl.DisplayNames('en', { type: 'region' })
  const chosen = given['countryCode'] ?? defaultCountry
  return html`${alert(refusal?.messages)}
    <form method="post" class="address">
      ${fields.map(
        ({ name, label, autocomplete }) =>
          html`<label
            >${label} <input name="${name}" value="${given[name] ?? ''}" autocomplete="${autocomplete}"
          /></label>`,
      )}
      <label>
        Country
        <select name="countryCode">
          ${shippingCountries.map(
            (code) => html`<option value="${code}" ${code === chosen ? 'selected' : ''}>${countries.of(code)}</option>`,
          )}
        </select>
      </label>
      <button>Continue</button>
    </form>`
}

export const deliveryPage = ({ options, notices }: DeliveryPageQuery['checkoutShippingOptions']): Html =>
  html`${alert(notices.map(({ text }) => text))}
    <form method="post">
      ${options.map(
        ({ id, label, price }) =>
          html`<label><input type="radio" name="optionId" value="${id}" required /> ${label}, ${money(price)}</label>`,
      )}
      <button>Continue</button>
    </form>`

const line = ({ product, quantity, rowTotal }: LinePartsFragment) =>
  html`<li>${quantity} × ${product.name}: ${money(rowTotal)}</li>`

export function reviewPage(
  checkoutId: string,
  checkout: NonNullable<ReviewPageQuery['checkoutCurrent']>,
  refusal?: Refusal,
): Html {
  const { lines, totals, shippingAddress: to, shippingOption, email, ready, steps } = checkout
  const lacking = ready ? [] : steps.flatMap(({ lacks }) => lacks.map(({ text }) => text))
  return html`${alert([...(refusal?.messages ?? []), ...lacking])}
    <ul>
      ${lines.map(line)}
    </ul>
    ${sums(totals)}
    <p>${to?.firstName} ${to?.lastName}, ${to?.street}, ${to?.postalCode} ${to?.city}</p>
    <p>${shippingOption?.label}; news to ${email}</p>
    <form method="post" action="/checkout/${checkoutId}/pay">
      <input type="hidden" name="amount" value="${totals.total.amount}" />
      <input type="hidden" name="currency" value="${totals.total.currency}" />
      <button>To the payment</button>
    </form>`
}

/** `scriptUrl`: where the browser finds Stripe, if not at its usual place (the sandbox). */
export const paymentPage = (
  checkoutId: string,
  { amount, publishableKey, clientSecret }: NonNullable<PlacementPartsFragment['payment']>,
  failure: string | undefined,
  scriptUrl: string | null | undefined,
): Html =>
  html`<form
      id="payment"
      data-key="${publishableKey}"
      data-secret="${clientSecret}"
      data-back="/checkout/${checkoutId}/done"
    >
      <div id="card"></div>
      <p role="alert">${failure}</p>
      <button>Pay ${money(amount)}</button>
    </form>
    <script src="${scriptUrl ?? 'https://js.stripe.com/endive/stripe.js'}"></script>
    <script type="module" src="/pay.js"></script>`

export const orderPage = ({ number, email, paymentStatus, total, lines }: NonNullable<OrderPageQuery['order']>): Html =>
  html`<p>Your order <strong>${number}</strong> is ${paymentStatus}. News of it goes to ${email}.</p>
    <ul>
      ${lines.map(({ name, quantity, rowTotal }) => html`<li>${quantity} × ${name}: ${money(rowTotal)}</li>`)}
    </ul>
    <p>Total ${money(total)}</p>`
