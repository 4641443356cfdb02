import { maybe, quantity, ref, shape, text } from '../../language/index.ts'

export const cartShapes = [
  shape('CartProblem', 'Something that stands in the way of buying a cart as it is.', {
    code: text({ max: 60, doc: 'A code of the error catalogue: NOT_ENOUGH_STOCK, PRICE_CHANGED …' }),
    text: text({ max: 500 }),
    lineId: maybe(ref('cartLine', { doc: 'Left out where it concerns the whole cart: CART_FULL.' })),
    available: maybe(quantity()),
  }),
]
