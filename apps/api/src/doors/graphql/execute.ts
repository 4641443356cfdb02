import {
  getOperationAST,
  getVariableValues,
  GraphQLError,
  Kind,
  visit,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql'
import { compileQuery, isCompiledQuery, type CompiledQuery, type ResolveInfoEnricherInput } from 'graphql-jit'
import { LRUCache } from 'lru-cache'
import type { ApolloServerOptions } from '@apollo/server'
import type { Wanted } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { isRetryable } from '../../kernel/db.ts'
import { fieldsOf } from './document-size.ts'
import { collided, queryInvalid, renderExecutionError } from './errors.ts'
import type { Enriched } from './roots.ts'

type Gateway = NonNullable<ApolloServerOptions<Ctx>['gateway']>

/** Fields of all documents that are kept compiled, some 4 KB each: a shop's frontends send a few thousand, and strangers must not fill our memory. */
const keptFields = 10_000

/** The fields that are selected below a field: names, not aliases; whatever `@include` and `@skip` decide later. */
function selected(
  sets: readonly (SelectionSetNode | undefined)[],
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
): Wanted {
  const wanted: Wanted = {}
  const walk = (set: SelectionSetNode | undefined): void => {
    for (const selection of set?.selections ?? []) {
      if (selection.kind === 'FragmentSpread') walk(fragments[selection.name.value]?.selectionSet)
      else if (selection.kind === 'InlineFragment') walk(selection.selectionSet)
      else if (!selection.name.value.startsWith('__')) {
        const name = selection.name.value
        wanted[name] = merge(wanted[name], selected([selection.selectionSet], fragments))
      }
    }
  }
  for (const set of sets) walk(set)
  return wanted
}

function merge(a: Wanted | undefined, b: Wanted): Wanted {
  if (!a) return b
  const both = { ...a }
  for (const [key, value] of Object.entries(b)) both[key] = merge(both[key], value)
  return both
}

const enrich = ({ fieldNodes, fragments }: ResolveInfoEnricherInput): Enriched => ({
  wanted: selected(
    fieldNodes.map((node: FieldNode) => node.selectionSet),
    fragments,
  ),
})

/**
 * The document with variables of no particular type. They are checked by graphql's own rules before (`variablesOf`); graphql-jit would write a parser for
 * all that an input can ever hold, and a filter holds filters of all that is related, and so on.
 */
function withPlainVariables(document: DocumentNode): DocumentNode {
  const anything = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: 'JSON' } } as const
  return visit(document, {
    VariableDefinition: (node) => ({ ...node, type: anything, defaultValue: undefined }),
    // nothing below stands a definition of variables
    SelectionSet: () => false,
  })
}

/** The variables as the schema wants them, by graphql's own rules: graphql-jit takes `Boolean! = false` for a field that must be given. */
function variablesOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  given: Record<string, unknown> | undefined,
) {
  const operation = getOperationAST(document, operationName)
  return getVariableValues(schema, operation?.variableDefinitions ?? [], given ?? {}, { maxErrors: 20 })
}

/** What executions inside a transaction of somebody else's ran into, by what their contexts hold for the door (Apollo copies the context itself). */
const collisions = new WeakMap<Ctx['granted'], unknown>()

/** A collision with another transaction: whoever began this one is to try it again as a whole. */
function noteCollision(errors: readonly GraphQLError[], ctx: Ctx): boolean {
  const cause = errors.map(({ originalError }) => originalError).find(isRetryable)
  if (!cause || !ctx.db.isTransaction) return false
  collisions.set(ctx.granted, cause)
  return true
}

/** What an execution collided with, once. */
export function takeCollision({ granted }: Ctx): unknown {
  const cause = collisions.get(granted)
  collisions.delete(granted)
  return cause
}

/**
 * Lets Apollo Server run operations by graphql-jit's compiled functions instead of walking the document anew each time
 * (four times the list responses a second on one process: shared/house.md, "Known traps").
 */
export function compiledExecutor(schema: GraphQLSchema): Gateway {
  const compiled = new LRUCache<string, CompiledQuery>({ maxSize: keptFields, maxEntrySize: keptFields / 5 })
  return {
    onSchemaLoadOrUpdate: (callback) => {
      callback({ apiSchema: schema, coreSupergraphSdl: '' })
      return () => undefined
    },
    load: () =>
      Promise.resolve({
        executor: async ({ document, queryHash, operationName, request, context }) => {
          const key = `${queryHash}:${operationName ?? ''}`
          const { requestId } = context as Ctx
          let query = compiled.get(key)
          if (!query) {
            const fresh = compileQuery(schema, withPlainVariables(document), operationName ?? undefined, {
              resolverInfoEnricher: enrich,
              disablingCapturingStackErrors: true,
            })
            if (!isCompiledQuery(fresh))
              return {
                errors: (fresh.errors ?? []).map(({ message }) => queryInvalid(new GraphQLError(message), requestId)),
              }
            query = fresh
            compiled.set(key, query, { size: 1 + fieldsOf(document) })
          }
          const variables = variablesOf(schema, document, operationName, request.variables)
          if (!variables.coerced) return { errors: variables.errors.map((error) => queryInvalid(error, requestId)) }
          const result = await query.query(undefined, context, variables.coerced)
          if (!result.errors) return result
          if (noteCollision(result.errors, context as Ctx)) return { errors: [collided()] }
          return { ...result, errors: result.errors.map((error) => renderExecutionError(error, context as Ctx)) }
        },
      }),
    stop: () => Promise.resolve(),
  }
}
