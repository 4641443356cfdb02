import 'server-only'
import { headers } from 'next/headers'
import { getLocale } from '#i18n/request.ts'
import { apiUrl } from './api-url.ts'
import { documentId } from './document-id.ts'
import type { TypedDocumentString } from './generated/graphql.ts'
import { ShopRefusal, ShopUnavailable } from './refusal.ts'
import { keepToken, readToken } from './session.ts'

const endpoint = () => `${apiUrl()}/graphql`
const readTimeout = 5_000
/** Writes may wait for a payment or shipping provider. */
const writeTimeout = 25_000

const endedSession = new Set(['SESSION_EXPIRED', 'SESSION_INVALID'])

interface GraphQLAnswer<Result> {
  data?: Result | null
  errors?: { message: string; extensions?: Record<string, unknown> }[]
}

interface Options {
  /** Use this token instead of the cookie's (right after it was made, or `null` for a stranger). */
  token?: string | null
  /** Sends the operation's text rather than its id: an API of another version does not know it. */
  whole?: boolean
}

/**
 * Whom we call for, as the outermost proxy of ours saw it (STOREFRONT_TRUSTED_PROXIES of them stand before us). What stands further left was
 * written by the browser. Without proxies of ours nothing is passed on.
 */
function callerAddress(forwardedFor: string | null): string | undefined {
  const proxies = Number(process.env.STOREFRONT_TRUSTED_PROXIES ?? 0)
  return proxies > 0 ? forwardedFor?.split(',').at(-proxies)?.trim() : undefined
}

/**
 * Asks the commerce API one typed operation in the request's language (which decides the currency) and as the request's visitor.
 * Reads are tried a second time when the connection fails; writes never are.
 * @throws ShopRefusal when the API declares a refusal; ShopUnavailable when it does not answer or faults.
 */
export async function shop<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  options: Options = {},
): Promise<Result> {
  const isWrite = /^\s*mutation\b/m.test(document.toString())
  const [locale, incoming, token] = await Promise.all([
    getLocale(),
    headers(),
    options.token === undefined ? readToken() : options.token,
  ])
  const requestId = incoming.get('x-request-id') ?? crypto.randomUUID()
  const client = callerAddress(incoming.get('x-forwarded-for'))
  const request: RequestInit = {
    method: 'POST',
    cache: 'no-store',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      'accept-language': locale,
      'x-request-id': requestId,
      ...(client && { 'x-forwarded-for': client }),
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({
      ...(options.whole ? { query: document.toString() } : { documentId: documentId(document.toString()) }),
      variables,
    }),
  }
  const { answer, newToken } = await post<Result>(
    request,
    requestId,
    isWrite ? 1 : 2,
    isWrite ? writeTimeout : readTimeout,
  )
  // A stranger became a visitor by this write; from now on we speak as them.
  if (isWrite && newToken && newToken !== token) await keepToken(newToken)
  if (answer.errors?.length) {
    if (answer.errors[0]?.extensions?.code === 'PERSISTED_QUERY_NOT_FOUND' && !options.whole)
      return shop(document, variables, { ...options, whole: true })
    const refusal = problem(answer.errors[0] as { message: string }, requestId)
    // The session has ended: go on as a stranger instead of refusing the whole shop.
    if (token && refusal instanceof ShopRefusal && endedSession.has(refusal.code))
      return shop(document, variables, { ...options, token: null })
    throw refusal
  }
  if (!answer.data) throw new ShopUnavailable('The API answered without data.', requestId)
  return answer.data
}

/** What a write tells, once nothing of it was refused: each field of a mutation may be null by itself, where it was. */
type Done<Result> = { [Field in keyof Result]-?: NonNullable<Result[Field]> }

/** `shop` for a mutation of which the answer is needed. @throws as `shop` */
export async function written<Result extends object, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
): Promise<Done<Result>> {
  const answer = await shop(document, variables)
  if (Object.values(answer).some((field) => field === null))
    throw new ShopUnavailable('The API left an answer out.', '')
  return answer as Done<Result>
}

interface Posted<Result> {
  answer: GraphQLAnswer<Result>
  newToken: string | null
}

async function post<Result>(
  request: RequestInit,
  requestId: string,
  tries: number,
  limit: number,
): Promise<Posted<Result>> {
  try {
    const response = await fetch(endpoint(), { ...request, signal: AbortSignal.timeout(limit) })
    const isJson = /json/.test(response.headers.get('content-type') ?? '')
    if (!isJson) throw new Error(`The API answered ${response.status} without JSON.`)
    return { answer: (await response.json()) as GraphQLAnswer<Result>, newToken: response.headers.get('portico-token') }
  } catch (cause) {
    const timedOut = cause instanceof Error && cause.name === 'TimeoutError'
    if (tries > 1 && !timedOut) {
      await new Promise((resolve) => setTimeout(resolve, 150))
      return post(request, requestId, tries - 1, limit)
    }
    throw new ShopUnavailable(
      timedOut ? `The API took longer than ${limit} ms.` : 'The API cannot be reached.',
      requestId,
      { cause },
    )
  }
}

function problem(error: { message: string; extensions?: Record<string, unknown> }, requestId: string): Error {
  const { code, path, params, requestId: answered } = error.extensions ?? {}
  const id = typeof answered === 'string' ? answered : requestId
  if (typeof code !== 'string' || code === 'INTERNAL' || code === 'INTERNAL_SERVER_ERROR')
    return new ShopUnavailable(error.message, id)
  const where = Array.isArray(path) ? path.map(String) : typeof path === 'string' ? path.split('.') : []
  return new ShopRefusal(code, error.message, where, (params as Record<string, unknown>) ?? {}, id)
}
