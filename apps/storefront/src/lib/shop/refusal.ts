/**
 * The API understood and said no: a declared refusal with a stable code, an English text for developers, and the
 * input field it concerns (`path`), if any. What the shopper reads: i18n/refusal-text.ts.
 */
export class ShopRefusal extends Error {
  override readonly name = 'ShopRefusal'
  constructor(
    readonly code: string,
    message: string,
    readonly path: readonly string[] = [],
    readonly params: Readonly<Record<string, unknown>> = {},
    readonly requestId: string | null = null,
  ) {
    super(message)
  }
}

/** The API could not be reached, took too long, or failed. Carries the id by which people can find it in the logs. */
export class ShopUnavailable extends Error {
  override readonly name = 'ShopUnavailable'
  /** Next shows `digest` to the error page instead of the message; ours is the request id. */
  readonly digest: string
  constructor(
    message: string,
    readonly requestId: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.digest = requestId
  }
}
