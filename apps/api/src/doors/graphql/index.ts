import type { FastifyInstance } from 'fastify'
import type { Engine } from '../../engine/index.ts'
import type { Once } from '../../engine/records/once.ts'
import type { ContextOf } from '../../identity/request-context.ts'
import type { Logger } from '../../kernel/log.ts'
import { backOfficeSchema } from './back-office/schema.ts'
import { KnownDocuments } from './documents.ts'
import { openEndpoint } from './endpoint.ts'
import { explorers } from './explorer.ts'
import type { QueryLimits } from './limits.ts'
import { verbField } from './roots.ts'
import { storefrontEndpoint } from './storefront.ts'

export interface GraphqlDoor {
  engine: Engine
  /** Writes that a caller may send again. */
  once: Once
  contextOf: ContextOf
  backOfficeContextOf: ContextOf
  limits: QueryLimits
  introspection: boolean
  /** How long an answer to a stranger is given again, in milliseconds; 0: never. */
  keepMilliseconds: number
  /** Operations of our own storefront; `only`: the storefront's address runs nothing else. */
  operations: { texts: readonly string[]; only: boolean }
  log: Logger
}

/** Who calls the back office is known, and a list is one statement: they may ask for a hundred whole rows with what belongs to them. */
const costlierForTheHouse = 20

/** The GraphQL APIs: `/graphql` for shoppers' frontends, `/admin/graphql` for the house. A browser that comes by GET gets an explorer. */
export async function graphqlDoor(app: FastifyInstance, door: GraphqlDoor): Promise<void> {
  const sagas = new Set([...door.engine.model.actions.keys()].filter((name) => door.engine.isSaga(name)).map(verbField))
  const hasOwnTransactions = (field: string) => sagas.has(field)
  const storefront = await storefrontEndpoint(app, {
    ...door,
    hasOwnTransactions,
    documents: new KnownDocuments(door.operations.texts, door.operations.only),
  })
  const backOffice = await openEndpoint(app, {
    ...door,
    hasOwnTransactions,
    contextOf: door.backOfficeContextOf,
    limits: { ...door.limits, maxCost: door.limits.maxCost * costlierForTheHouse },
    schema: backOfficeSchema(door.engine),
  })
  app.post('/admin/graphql', backOffice)
  await explorers(app, { enabled: door.introspection, pages: { '/graphql': storefront, '/admin/graphql': backOffice } })
}
