import type { FastifyRequest } from 'fastify'
import { LRUCache } from 'lru-cache'
import type { Named } from './execute.ts'

/** A call that says nothing but which operation, with which variables. */
export interface Straight extends Named {
  variables: Readonly<Record<string, unknown>> | null | undefined
}

const said = new Set(['query', 'operationName', 'variables'])

/** What a POST asks for, where it is as plain as frontends' calls are; undefined for any other request, sound or not. */
export function readStraight({ method, body }: Pick<FastifyRequest, 'method' | 'body'>): Straight | undefined {
  if (method !== 'POST' || typeof body !== 'object' || body === null) return undefined
  for (const key in body) if (!said.has(key)) return undefined
  const { query, operationName, variables } = body as Record<string, unknown>
  if (typeof query !== 'string') return undefined
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string') return undefined
  if (variables !== undefined && (typeof variables !== 'object' || Array.isArray(variables))) return undefined
  return { query, operationName, variables: variables as Straight['variables'] }
}

/** Which media type a client is answered in, by its header Accept: as Apollo Server has told before. */
export class MediaTypes {
  readonly #told = new LRUCache<string, string>({ max: 100 })

  get(accept: string | undefined): string | undefined {
    return this.#told.get(accept ?? '')
  }

  /** Remembers it; long headers are nobody's we know. */
  tell(accept: string | undefined, type: string): void {
    if ((accept ?? '').length <= 200) this.#told.set(accept ?? '', type)
  }
}
