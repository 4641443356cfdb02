/** A resource of JSON:API. */
export interface Resource<Attributes = unknown> {
  type: string
  id: string
  attributes: Attributes
  relationships?: Record<string, { data?: { type: string; id: string } | { type: string; id: string }[] | null }>
}

/** A document of JSON:API. */
export interface Document<Attributes = unknown> {
  data: Resource<Attributes>[]
  included?: Resource[]
  links?: { next?: string | null }
}

/** Portico said no; the message is for people, `code` never changes for the same reason. */
export class Refused extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

export interface Credentials {
  url: string
  clientId: string
  clientSecret: string
}

interface Request {
  method?: 'POST'
  /** A stream is made anew for each try. */
  body?: string | (() => ReadableStream<Uint8Array>)
  contentType?: string
  /** Sent again with the same key, a write is done once and answered as the first time. */
  idempotencyKey?: string
}

const jsonapi = 'application/vnd.api+json'

/** Portico's back office for a system that calls by its own name (OAuth 2.1, client credentials). */
export class Portico {
  private constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  /** @throws Refused where Portico does not know the client */
  static async signIn({ url, clientId, clientSecret }: Credentials): Promise<Portico> {
    const basic = btoa(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`)
    const response = await send(new URL('/oauth2/token', url), () => ({
      method: 'POST',
      headers: { authorization: `Basic ${basic}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    }))
    const answer = (await response.json()) as { access_token?: string; error?: string; error_description?: string }
    if (answer.access_token) return new Portico(url, answer.access_token)
    const { error = 'no token', error_description: why = `status ${response.status}` } = answer
    throw new Refused(
      error,
      error === 'invalid_client'
        ? `${url} does not know the client "${clientId}" by this secret: check PORTICO_CLIENT_ID and PORTICO_CLIENT_SECRET`
        : `${url} gave no token: ${why}`,
    )
  }

  /** The answer's text. @throws Refused */
  async text(path: string, { method, body, contentType = jsonapi, idempotencyKey }: Request = {}): Promise<string> {
    const headers = {
      authorization: `Bearer ${this.token}`,
      accept: contentType === jsonapi ? jsonapi : '*/*',
      ...(body === undefined ? {} : { 'content-type': contentType }),
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
    }
    const response = await send(new URL(path, this.url), () => ({
      headers,
      ...(method ? { method } : {}),
      ...(typeof body === 'function' ? { body: body(), duplex: 'half' } : { body: body ?? null }),
    }))
    const text = await response.text()
    if (!response.ok) throw refused(response.status, text)
    return text
  }

  async read<Attributes>(path: string): Promise<Document<Attributes>> {
    return JSON.parse(await this.text(path)) as Document<Attributes>
  }

  /** The pages of a list, one after the other, by the cursor in their links. */
  async *pages<Attributes>(path: string): AsyncGenerator<Document<Attributes>> {
    let next: string | null | undefined = path
    while (next) {
      const page: Document<Attributes> = await this.read(next)
      yield page
      next = page.links?.next
    }
  }
}

/** Sends a request. What may pass is tried again: too many requests, a restart, a broken line. */
async function send(url: URL, request: () => RequestInit, tries = 5): Promise<Response> {
  const last = tries <= 1
  const response = await fetch(url, request()).catch((cause: unknown) => {
    if (last) throw new Error(`${url.origin} cannot be reached`, { cause })
    return undefined
  })
  if (response && (last || ![429, 502, 503, 504].includes(response.status))) return response
  const seconds = Number(response?.headers.get('retry-after') ?? 1)
  await new Promise((resolve) => setTimeout(resolve, seconds * 1_000))
  return send(url, request, tries - 1)
}

function refused(status: number, text: string): Error {
  try {
    const { errors } = JSON.parse(text) as { errors: { code: string; detail: string; meta?: { advice?: string } }[] }
    const [first] = errors
    if (first) return new Refused(first.code, `${first.detail} ${first.meta?.advice ?? ''} (${first.code})`)
  } catch {
    // whoever stands before Portico has no JSON
  }
  return new Error(`status ${status}: ${text.slice(0, 200)}`)
}
