import { shortVersion } from '@portico/schema/projections/version'
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
  const parts = {
    ...door,
    hasOwnTransactions: (field: string) => sagas.has(field),
    deprecates: door.engine.deprecates,
  }
  await app.register(async (scope) => {
    scope.addHook('onSend', (_request, reply, payload, sent) => {
      void reply.header('portico-api-version', shortVersion)
      sent(null, payload)
    })
    const storefront = await storefrontEndpoint(scope, {
      ...parts,
      documents: new KnownDocuments(door.operations.texts, door.operations.only),
    })
    const backOffice = await openEndpoint(scope, {
      ...parts,
      contextOf: door.backOfficeContextOf,
      limits: { ...door.limits, maxCost: door.limits.maxCost * costlierForTheHouse },
      schema: backOfficeSchema(door.engine),
    })
    scope.post('/admin/graphql', backOffice)
    const pages = { '/graphql': storefront, '/admin/graphql': backOffice }
    await explorers(scope, { enabled: door.introspection, pages })
  })
}
