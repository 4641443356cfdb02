/**
 * The content security policy of a page. Scripts run by nonce ('strict-dynamic' lets Stripe's loader add its own);
 * the payment script's origin comes from the environment, so that it can be Stripe's or anybody's (STRIPE_JS_URL).
 */
export function contentSecurityPolicy(nonce: string): string {
  const payments = stripeScriptOrigin()
  const dev = process.env.NODE_ENV === 'development'
  return [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic' ${payments}${dev ? " 'unsafe-eval'" : ''}`,
    // React writes style attributes; Stripe's elements and the dev overlay write style elements.
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data: ${payments} https://*.stripe.com`,
    `font-src 'self'`,
    `connect-src 'self' ${payments} https://api.stripe.com${dev ? ' ws:' : ''}`,
    `frame-src ${payments} https://js.stripe.com https://hooks.stripe.com`,
    `worker-src 'self'`,
    `manifest-src 'self'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self' ${payments}`,
    `frame-ancestors 'none'`,
  ].join('; ')
}

function stripeScriptOrigin(): string {
  const url = process.env.STRIPE_JS_URL
  return url && URL.canParse(url) ? new URL(url).origin : 'https://js.stripe.com'
}
