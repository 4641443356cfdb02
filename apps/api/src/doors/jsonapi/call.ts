import type { Entity } from '@portico/schema'
import type { FastifyRequest } from 'fastify'
import type { Engine } from '../../engine/index.ts'
import { rehearse } from '../../engine/records/index.ts'
import type { Once } from '../../engine/records/once.ts'
import type { ContextOf } from '../../identity/request-context.ts'
import type { Ctx } from '../../kernel/context.ts'
import type { Logger } from '../../kernel/log.ts'
import { ofOne, readAsked, type Asked, type Family, type Reading } from './asked.ts'
import { Compound, type ResourceObject } from './document.ts'
import { readTree } from './query-tree.ts'
import type { Resources } from './resources.ts'
import type { RowSource } from './rows.ts'
import { sightOf, type Sight } from './sight.ts'

/** One JSON:API door: for one audience, at one path. */
export interface Door {
  engine: Engine
  once: Once
  resources: Resources
  rows: RowSource
  contextOf: ContextOf
  /** Its path: `/admin/api`. */
  base: string
  /** Whether a change of a row must say which version it is made from (428). */
  ifMatchRequired: boolean
  log: Logger
}

/** What a handler answers. */
export interface Answer {
  status: number
  body?: unknown
  headers?: Record<string, string>
}

/** A request on its way: who asks, of what, and what is wanted of the answer. */
export interface Call {
  door: Door
  request: FastifyRequest
  ctx: Ctx
  sight: Sight
  /** The path's parameters. */
  at: Readonly<Record<string, string>>
}

export type Handler = (call: Call) => Promise<Answer>

export const searchOf = (url: string): string => (url.includes('?') ? url.slice(url.indexOf('?') + 1) : '')

/** The parameters of the request's address. */
export const asked = (
  { door, request, sight }: Call,
  entity: Entity,
  families: readonly Family[] = ofOne,
  more: Partial<Reading> = {},
): Asked =>
  readAsked(readTree(searchOf(request.url)), {
    resources: door.resources,
    resource: door.resources.ofEntity(entity.name),
    entity,
    families,
    sight,
    largest: door.engine.largestPage,
    ...more,
  })

export const compound = ({ door, sight }: Call, given: Asked): Compound =>
  new Compound(door.resources, door.base, given, sight)

export { sightOf }

/** Runs a write, or rehearses it: does it, answers as if it were so, and undoes it. */
export const perform = (ctx: Ctx, dryRun: boolean, work: (inside: Ctx) => Promise<Answer>): Promise<Answer> =>
  dryRun ? rehearse(ctx, work) : work(ctx)

/** A document with primary data. */
export function documentOf(
  data: ResourceObject | ResourceObject[] | null,
  of: Compound,
  more: { links?: object; meta?: object } = {},
): object {
  const included = of.included()
  return { jsonapi: { version: '1.1' }, ...more, data, ...(included ? { included } : {}) }
}

export const etag = (row: Record<string, unknown>): Record<string, string> =>
  typeof row[':version'] === 'string' ? { etag: `"${row[':version']}"` } : {}
