import type { TypedDocumentString } from './generated/portico.ts'

/** What Portico refuses, in words for the shopper. `code` is for programs; it never changes for the same reason. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    readonly messages: readonly string[],
  ) {
    super(messages.join(' '))
  }
}

/** Whoever shops. Portico makes a token with their first write; from then on it stands for their cart, checkout and orders. */
export interface Shopper {
  token: string | undefined
  keep: (token: string | undefined) => void
}

interface Answer<Data> {
  data?: Data | null
  errors?: { message: string; extensions: { code: string; refusals?: { message: string }[] } }[]
}

/** Asks for one operation. @throws Refusal */
export type Ask = <Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  shopper: Shopper,
) => Promise<Data>

/** Speaks with the storefront API at this address. */
export function portico(url: string): Ask {
  return async function ask(document, variables, shopper) {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        // texts and prices come in the shopper's language and its currency; refusals are English
        'accept-language': 'en',
        ...(shopper.token ? { authorization: `Bearer ${shopper.token}` } : {}),
      },
      body: JSON.stringify({ query: document.toString(), variables }),
    })
    const token = response.headers.get('portico-token')
    if (token) shopper.keep(token)
    const { data, errors = [] } = (await response.json()) as Answer<never>
    if (errors.length === 0 && data) return data
    const code = errors[0]?.extensions.code ?? 'INTERNAL'
    if (shopper.token && /^SESSION_(EXPIRED|INVALID)$/.test(code)) {
      // nobody has come by for weeks: they go on as a stranger
      shopper.keep(undefined)
      return ask(document, variables, shopper)
    }
    throw new Refusal(
      code,
      errors.flatMap((error) => error.extensions.refusals ?? [error]).map(({ message }) => message),
    )
  }
}
