import type { ApiClient } from './client.ts'

export interface TestResource {
  type: string
  id: string
  attributes?: Record<string, unknown>
  relationships?: Record<
    string,
    { data?: { type: string; id: string } | { type: string; id: string }[] | null; links?: Record<string, string> }
  >
  links?: Record<string, string>
  meta?: Record<string, unknown>
}

export interface TestError {
  status: string
  code: string
  title: string
  detail: string
  source?: { pointer?: string; parameter?: string; header?: string }
  meta: { requestId: string; advice: string; params?: Record<string, unknown> }
}

/** What a JSON:API door answered. */
export interface Sent {
  status: number
  headers: Headers
  body: {
    data?: TestResource | TestResource[] | null
    included?: TestResource[]
    meta?: Record<string, unknown>
    links?: Record<string, string | null>
    'atomic:results'?: { data?: TestResource }[]
  }
  /** The primary data as one, and as many. */
  one: TestResource
  many: TestResource[]
  errors: TestError[] | undefined
}

const jsonapi = 'application/vnd.api+json'

/** Sends a request as a JSON:API client does. `body` is written as JSON unless it is a text. */
export async function send(
  client: Pick<ApiClient, 'fetch'>,
  path: string,
  { method = 'GET', body, headers = {} }: { method?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<Sent> {
  const response = await client.fetch(path, {
    method,
    headers: { accept: jsonapi, ...(body === undefined ? {} : { 'content-type': jsonapi }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  const read = (text === '' ? {} : JSON.parse(text)) as Sent['body'] & { errors?: TestError[] }
  return {
    status: response.status,
    headers: response.headers,
    body: read,
    one: read.data as TestResource,
    many: Array.isArray(read.data) ? read.data : [],
    errors: read.errors,
  }
}

/** Somebody who calls the API with a token, or without one. */
export const clientAt = (url: string, token: string | undefined) => ({
  fetch: (path: string, init: RequestInit = {}) =>
    fetch(url + path, {
      ...init,
      headers: {
        ...(init.headers as Record<string, string>),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
    }),
})
