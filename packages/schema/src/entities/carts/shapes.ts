import { boolean, json, maybe, quantity, ref, shape, shapeOf, text } from '../../language/index.ts'

export const cartShapes = [
  shape('CartProblem', 'Something that stands in the way of buying a cart as it is.', {
    code: text({ max: 60, doc: 'A code of the error catalogue: NOT_ENOUGH_STOCK, PRICE_CHANGED …' }),
    text: text({ max: 500 }),
    params: json({
      doc: 'What the text is filled with, for a sentence in another language: sku, available, minimum …',
    }),
    lineId: maybe(ref('cartLine', { doc: 'Left out where it concerns the whole cart: CART_FULL.' })),
    available: maybe(quantity()),
  }),
  shape('CartCoupon', 'A coupon that was given for a cart.', {
    code: text({ max: 60 }),
    name: maybe(text({ max: 255, doc: 'Of its promotion, where it holds.' })),
    applied: boolean({ doc: 'It takes something off.' }),
    problem: maybe(shapeOf('Notice', { doc: 'Why it does not: a code of the error catalogue, COUPON_EXPIRED …' })),
  }),
]
