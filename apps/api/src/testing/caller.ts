/** What the API answered to one call of one field. */
export interface Answer<Value> {
  /** HTTP status. */
  status: number
  headers: Headers
  /** The field's value; null when it was refused. */
  value: Value | null
  /** The first error's extensions; undefined when there was none. */
  error: Refused | undefined
  errors: { message: string; path?: (string | number)[]; extensions: Refused }[]
  extensions: Record<string, unknown>
  /** The whole body as it came. */
  text: string
}

export interface Refused {
  code: string
  status: number
  message: string
  params?: Record<string, unknown>
  path?: string
  advice: string
  requestId?: string
  refusals?: Refused[]
}

interface Body {
  data?: Record<string, unknown> | null
  errors?: { message: string; path?: (string | number)[]; extensions: Omit<Refused, 'message'> }[]
  extensions?: Record<string, unknown>
}

/**
 * A third party's client of the storefront API: it knows HTTP, GraphQL and the token that the API hands over, and nothing else. It keeps
 * the token as a shop would.
 */
export class Caller {
  token: string | undefined
  readonly #url: string
  readonly #headers: Record<string, string>

  constructor(url: string, token?: string, headers: Record<string, string> = {}) {
    this.#url = url
    this.token = token
    this.#headers = headers
  }

  /** Calls a mutation by its field: `act<CartAnswer>('cartAddLine', { sku, quantity: '2' }, 'id itemCount')`. */
  act<Value>(field: string, input: Record<string, unknown> | null, selection: string): Promise<Answer<Value>> {
    return this.#field('mutation', field, input, selection)
  }

  /** Asks a question by its field. */
  ask<Value>(field: string, input: Record<string, unknown> | null, selection: string): Promise<Answer<Value>> {
    return this.#field('query', field, input, selection)
  }

  /** Sends a document of one root field. */
  async send<Value>(query: string, variables: Record<string, unknown> = {}): Promise<Answer<Value>> {
    return this.post(JSON.stringify({ query, variables }))
  }

  /** Sends a body as it is, with headers besides. */
  async post<Value>(body: string | Buffer, headers: Record<string, string> = {}): Promise<Answer<Value>> {
    const response = await fetch(this.#url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
        ...this.#headers,
        ...headers,
      },
      body,
    })
    const granted = response.headers.get('portico-token')
    if (granted) this.token = granted
    return answerOf<Value>(response, await response.text())
  }

  #field<Value>(
    kind: 'query' | 'mutation',
    field: string,
    input: Record<string, unknown> | null,
    selection: string,
  ): Promise<Answer<Value>> {
    const chosen = selection ? ` { ${selection} }` : ''
    if (!input) return this.send(`${kind} { ${field}${chosen} }`)
    const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input!`
    return this.send(`${kind} ($input: ${type}) { ${field}(input: $input)${chosen} }`, { input })
  }
}

function answerOf<Value>(response: Response, text: string): Answer<Value> {
  const body = parsed(text)
  const errors = (body.errors ?? []).map((error) => ({
    ...error,
    extensions: { ...error.extensions, message: error.message },
  }))
  const [value] = Object.values(body.data ?? {})
  return {
    status: response.status,
    headers: response.headers,
    value: (value ?? null) as Value | null,
    error: errors[0]?.extensions,
    errors,
    extensions: body.extensions ?? {},
    text,
  }
}

function parsed(text: string): Body {
  try {
    return JSON.parse(text) as Body
  } catch {
    return {}
  }
}

/** The value of an answer that must not be refused. */
export async function granted<Value>(call: Promise<Answer<Value>>): Promise<NonNullable<Value>> {
  const { value, text, errors } = await call
  if (errors.length > 0 || value === null || value === undefined) throw new Error(`refused: ${text}`)
  return value
}
