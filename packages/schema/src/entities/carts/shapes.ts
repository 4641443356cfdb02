import { json, maybe, quantity, ref, shape, text } from '../../language/index.ts'

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
]
