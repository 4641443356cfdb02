import { Webhook } from 'standardwebhooks'
import type { Courier } from '../../domain/integrations/port.ts'
import { publicInternet, type PublicInternetOptions } from '../../kernel/public-internet.ts'

/** Brings messages by HTTP, to addresses of the public internet only. Signed by https://www.standardwebhooks.com. */
export function createCourier(options: PublicInternetOptions): Courier {
  const internet = publicInternet(options)
  return {
    problemOf: internet.problemOf,
    send: ({ url, id, body, at, secrets }) =>
      internet.post({
        url,
        body,
        at,
        headers: {
          'content-type': 'application/json',
          'user-agent': 'Portico-Webhooks/1',
          'webhook-id': id,
          'webhook-timestamp': Math.floor(at.getTime() / 1_000),
          'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
        },
      }),
    close: internet.close,
  }
}
