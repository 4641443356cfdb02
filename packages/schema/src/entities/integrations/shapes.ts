import { instant, integer, shape, text } from '../../language/index.ts'

export const integrationShapes = [
  shape('WebhookSecret', 'The secret that a subscriber checks signatures with (Standard Webhooks), told once.', {
    secret: text({ max: 120, doc: '`whsec_` and the key in base64.' }),
    formerSecretUntil: instant({ optional: true, doc: 'Until then messages are signed with the former secret too.' }),
  }),
  shape('WebhookAttempt', 'An attempt to deliver a message that failed.', {
    at: instant(),
    durationMs: integer(),
    responseStatus: integer({ optional: true }),
    problem: text({ max: 500 }),
  }),
]
