import { readFileSync } from 'node:fs'
import { Hono, type Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import {
  AddLineDocument,
  CartPageDocument,
  ChangeLineDocument,
  ChooseDeliveryDocument,
  CompleteDocument,
  DeliveryPageDocument,
  FrameDocument,
  GiveAddressDocument,
  ListDocument,
  OrderPageDocument,
  PlaceDocument,
  ProductPageDocument,
  ReviewPageDocument,
  StartCheckoutDocument,
} from './generated/portico.ts'
import {
  addressPage,
  cartPage,
  deliveryPage,
  framed,
  listPage,
  orderPage,
  paymentPage,
  productPage,
  refusedPage,
  reviewPage,
  waitingPage,
  type Html,
} from './pages.ts'
import { portico, Refusal, type Shopper } from './portico.ts'

const file = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')

/** A shop of server-rendered pages. It keeps nothing itself: the shopper's token is in a cookie, everything else at Portico. */
export function shop(apiUrl: string): Hono {
  const ask = portico(apiUrl)
  const app = new Hono()

  const show = async (c: Context, title: string, body: Html, status: 200 | 404 | 409 = 200) =>
    c.html(framed(await ask(FrameDocument, {}, shopperOf(c)), title, body), status)

  app.get('/', async (c) => {
    const { q, category, after } = c.req.query()
    const input = { query: q || null, category: category || null, after: after || null, first: 12 }
    const { productSearch } = await ask(ListDocument, { input }, shopperOf(c))
    const title = q ? `“${q}”` : (productSearch.category?.name ?? 'Goods')
    return show(c, title, listPage(productSearch, { q, category }, apiUrl))
  })

  const product = async (c: Context, slug: string, refusal?: Refusal) => {
    const { productFind } = await ask(ProductPageDocument, { slug }, shopperOf(c))
    if (!productFind) return show(c, 'Not here', refusedPage(['There is no such product.']), 404)
    return show(c, productFind.name, productPage(productFind, apiUrl, refusal), refusal ? 409 : 200)
  }
  app.get('/product/:slug', (c) => product(c, c.req.param('slug')))
  app.post('/product/:slug', async (c) => {
    const { sku, quantity } = await form(c)
    return orRefused(
      async () => {
        await ask(AddLineDocument, { input: { sku, quantity } }, shopperOf(c))
        return c.redirect('/cart', 303)
      },
      (refusal) => product(c, c.req.param('slug'), refusal),
    )
  })

  const cart = async (c: Context, refusal?: Refusal) => {
    const { cartCurrent } = await ask(CartPageDocument, {}, shopperOf(c))
    return show(c, 'Your cart', cartPage(cartCurrent, refusal), refusal ? 409 : 200)
  }
  app.get('/cart', (c) => cart(c))
  app.post('/cart', async (c) => {
    const { lineId = '', quantity = '0' } = await form(c)
    return orRefused(
      async () => {
        await ask(ChangeLineDocument, { input: { lineId, quantity } }, shopperOf(c))
        return c.redirect('/cart', 303)
      },
      (refusal) => cart(c, refusal),
    )
  })

  app.post('/checkout', (c) =>
    orRefused(
      async () => {
        const { checkoutStart } = await ask(StartCheckoutDocument, {}, shopperOf(c))
        return c.redirect(`/checkout/${checkoutStart!.id}`, 303)
      },
      (refusal) => cart(c, refusal),
    ),
  )

  const address = async (c: Context, given: Record<string, string> = {}, refusal?: Refusal) => {
    const { websiteCurrent } = await ask(FrameDocument, {}, shopperOf(c))
    return show(c, 'Where to?', addressPage(websiteCurrent, given, refusal), refusal ? 409 : 200)
  }
  app.get('/checkout/:id', (c) => address(c))
  app.post('/checkout/:id', async (c) => {
    const given = await form(c)
    const { email = '', ...where } = given
    const checkoutId = c.req.param('id')
    return orRefused(
      async () => {
        const delivery = { checkoutId, address: { ...blank, ...where, region: where['region'] || null } }
        await ask(GiveAddressDocument, { contact: { checkoutId, email }, delivery }, shopperOf(c))
        return c.redirect(`/checkout/${checkoutId}/delivery`, 303)
      },
      (refusal) => address(c, given, refusal),
    )
  })

  app.get('/checkout/:id/delivery', async (c) => {
    const { checkoutShippingOptions } = await ask(DeliveryPageDocument, { checkoutId: c.req.param('id') }, shopperOf(c))
    return show(c, 'How?', deliveryPage(checkoutShippingOptions))
  })
  app.post('/checkout/:id/delivery', async (c) => {
    const { optionId = '' } = await form(c)
    const checkoutId = c.req.param('id')
    await ask(ChooseDeliveryDocument, { input: { checkoutId, optionId } }, shopperOf(c))
    return c.redirect(`/checkout/${checkoutId}/review`, 303)
  })

  const review = async (c: Context, checkoutId: string, refusal?: Refusal) => {
    const { checkoutCurrent } = await ask(ReviewPageDocument, { checkoutId }, shopperOf(c))
    if (!checkoutCurrent) return show(c, 'Not here', refusedPage(['There is no such checkout.']), 404)
    return show(c, 'Is it right?', reviewPage(checkoutId, checkoutCurrent, refusal), refusal ? 409 : 200)
  }
  app.get('/checkout/:id/review', (c) => review(c, c.req.param('id')))

  const placed = async (c: Context, checkoutId: string, placement: Placement) => {
    const { status, order, payment, failure } = placement
    if (order) return c.redirect(`/order/${order.id}`, 303)
    if (status === 'processing') return show(c, 'A moment', waitingPage())
    if (!payment) return show(c, 'Not paid', refusedPage([failure?.text ?? 'The payment did not come about.']), 409)
    const { websiteCurrent } = await ask(FrameDocument, {}, shopperOf(c))
    return show(c, 'Payment', paymentPage(checkoutId, payment, failure?.text, websiteCurrent.payment.scriptUrl))
  }
  app.post('/checkout/:id/pay', async (c) => {
    const { amount = '', currency = '' } = await form(c)
    const checkoutId = c.req.param('id')
    return orRefused(
      async () => {
        // what the shopper saw: where something else is to be paid by now, Portico refuses with PRICE_CHANGED
        const input = { checkoutId, expectedTotal: { amount, currency } }
        return placed(c, checkoutId, (await ask(PlaceDocument, { input }, shopperOf(c))).checkoutPlace!)
      },
      (refusal) => review(c, checkoutId, refusal),
    )
  })
  /** Where Stripe sends the browser back to. How it stands is Portico's to say: it asks Stripe itself. */
  app.get('/checkout/:id/done', async (c) => {
    const checkoutId = c.req.param('id')
    return placed(c, checkoutId, (await ask(CompleteDocument, { checkoutId }, shopperOf(c))).checkoutComplete!)
  })

  app.get('/order/:id', async (c) => {
    const { order } = await ask(OrderPageDocument, { id: c.req.param('id') }, shopperOf(c))
    if (!order) return show(c, 'Not here', refusedPage(['There is no such order.']), 404)
    return show(c, 'Thank you!', orderPage(order))
  })

  app.get('/pay.js', (c) => c.body(file('pay.js'), 200, { 'content-type': 'text/javascript' }))
  app.get('/style.css', (c) => c.body(file('style.css'), 200, { 'content-type': 'text/css' }))

  app.onError((error, c) => {
    if (error instanceof Refusal) return show(c, 'That did not work', refusedPage(error.messages), 409)
    console.error(error)
    return c.text('The shop is out of order for a moment.', 500)
  })
  return app
}

type Placement = import('./generated/portico.ts').PlacementPartsFragment

const blank = { firstName: '', lastName: '', street: '', postalCode: '', city: '', countryCode: '' }

async function form(c: Context): Promise<Record<string, string>> {
  const fields = Object.entries(await c.req.parseBody())
  return Object.fromEntries(fields.map(([name, value]) => [name, typeof value === 'string' ? value.trim() : '']))
}

/** What the shopper wants, or the page from which they wanted it, with the reason why not. */
async function orRefused(
  wish: () => Promise<Response>,
  tell: (refusal: Refusal) => Promise<Response>,
): Promise<Response> {
  try {
    return await wish()
  } catch (error) {
    if (error instanceof Refusal) return tell(error)
    throw error
  }
}

const cookie = 'shopper'

function shopperOf(c: Context): Shopper {
  const shopper: Shopper = {
    token: getCookie(c, cookie),
    keep: (token) => {
      shopper.token = token
      setCookie(c, cookie, token ?? '', {
        httpOnly: true,
        sameSite: 'Lax',
        secure: new URL(c.req.url).protocol === 'https:',
        path: '/',
        maxAge: token ? 30 * 86_400 : 0,
      })
    },
  }
  return shopper
}
