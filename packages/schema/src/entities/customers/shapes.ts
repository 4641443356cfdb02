import { entityOf, instant, shape, text } from '../../language/index.ts'

export const customerShapes = [
  shape('Session', 'A signed-in session.', {
    token: text({ max: 200, doc: 'Send it as `Authorization: Bearer …`.' }),
    expiresAt: instant(),
    customerUser: entityOf('customerUser'),
  }),
]
