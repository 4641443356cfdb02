import type { Audience } from '@portico/schema'
import type { Handler } from './call.ts'
import { get, list, related, search } from './reads.ts'
import { append, detach, linkage, replace } from './relationships.ts'
import { operate } from './operations.ts'
import { act, ask } from './verbs.ts'
import { create, remove, removeWhere, update } from './writes.ts'

/** One address of the door, for all types. */
export interface Route {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  url: string
  handler: Handler
  /** It speaks the extension of atomic operations. */
  extension?: true
}

/** Reads, and what the model names. */
const reads: readonly Route[] = [
  { method: 'GET', url: '/:type/questions/:verb', handler: ask },
  { method: 'POST', url: '/:type/questions/:verb', handler: ask },
  { method: 'GET', url: '/:type/:id/questions/:verb', handler: ask },
  { method: 'POST', url: '/:type/:id/questions/:verb', handler: ask },
  { method: 'POST', url: '/:type/actions/:verb', handler: act },
  { method: 'POST', url: '/:type/:id/actions/:verb', handler: act },
  { method: 'GET', url: '/:type', handler: list },
  { method: 'GET', url: '/:type/:id', handler: get },
  { method: 'GET', url: '/:type/:id/:relationship', handler: related },
  { method: 'POST', url: '/:type/search', handler: search },
]

const writes: readonly Route[] = [
  { method: 'POST', url: '/operations', handler: operate, extension: true },
  { method: 'POST', url: '/:type', handler: create },
  { method: 'DELETE', url: '/:type', handler: removeWhere },
  { method: 'PATCH', url: '/:type/:id', handler: update },
  { method: 'DELETE', url: '/:type/:id', handler: remove },
  { method: 'GET', url: '/:type/:id/relationships/:relationship', handler: linkage },
  { method: 'PATCH', url: '/:type/:id/relationships/:relationship', handler: replace },
  { method: 'POST', url: '/:type/:id/relationships/:relationship', handler: append },
  { method: 'DELETE', url: '/:type/:id/relationships/:relationship', handler: detach },
]

/** The addresses of a door: plain writes are the back office's. */
export const routesOf = (audience: Audience): readonly Route[] =>
  audience === 'backOffice' ? [...reads, ...writes] : reads
