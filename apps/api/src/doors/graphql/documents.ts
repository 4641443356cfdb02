import type { FastifyRequest } from 'fastify'
import { createHash } from 'node:crypto'
import { refuse } from '../../kernel/errors.ts'

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')

type Params = Record<string, unknown>

const isObject = (value: unknown): value is Params =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Operations that a frontend of ours sends, known beforehand by the SHA-256 of their text: a request may give the id in the text's place, as
 * `documentId: "sha256:…"` or as Apollo's clients do (`extensions.persistedQuery.sha256Hash`). Nobody can add to them.
 */
export class KnownDocuments {
  readonly #texts: ReadonlyMap<string, string>

  /** `only`: whatever else is sent is refused. */
  constructor(
    texts: readonly string[],
    private readonly only: boolean,
  ) {
    this.#texts = new Map(texts.map((text) => [hashOf(text), text]))
  }

  /** Puts the text in the place of its id. Refuses with PERSISTED_QUERY_NOT_FOUND, and OPERATION_NOT_ALLOWED. */
  apply(request: FastifyRequest): void {
    if (request.method === 'POST') {
      if (isObject(request.body)) request.body = this.#resolved(request.body)
      return
    }
    const url = new URL(request.url, 'http://localhost')
    if (url.search === '') return
    const given: Params = Object.fromEntries(url.searchParams)
    const resolved = this.#resolved({ ...given, extensions: parsed(given.extensions) })
    if (typeof resolved.query === 'string') url.searchParams.set('query', resolved.query)
    url.searchParams.delete('documentId')
    url.searchParams.delete('extensions')
    request.raw.url = `${url.pathname}${url.search}`
  }

  #resolved({ documentId, extensions, ...params }: Params): Params {
    const { persistedQuery, ...more } = isObject(extensions) ? extensions : {}
    const sound = extensions === undefined || isObject(extensions)
    const given = { ...params, ...(Object.keys(more).length > 0 ? { extensions: more } : sound ? {} : { extensions }) }
    if (typeof params.query === 'string') {
      if (this.only && !this.#texts.has(hashOf(params.query))) throw refuse('OPERATION_NOT_ALLOWED')
      return given
    }
    const id =
      typeof documentId === 'string' ? documentId : isObject(persistedQuery) ? persistedQuery.sha256Hash : undefined
    if (typeof id !== 'string') return given
    const query = this.#texts.get(id.replace(/^sha256:/, ''))
    if (query === undefined) throw refuse('PERSISTED_QUERY_NOT_FOUND', {}, 'documentId')
    return { ...given, query }
  }
}

function parsed(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : undefined
  } catch {
    return undefined
  }
}
