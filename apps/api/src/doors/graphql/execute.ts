import {
  getOperationAST,
  getVariableValues,
  GraphQLError,
  Kind,
  visit,
  type DocumentNode,
  type ExecutionResult,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'
import { compileQuery, isCompiledQuery, type ResolveInfoEnricherInput } from 'graphql-jit'
import { LRUCache } from 'lru-cache'
import type { ApolloServerOptions } from '@apollo/server'
import type { Wanted } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { callsForAnotherTry } from '../../kernel/db.ts'
import { fieldsOf } from './document-size.ts'
import { collided, queryInvalid, renderExecutionError } from './errors.ts'
import type { Enriched } from './roots.ts'

type Gateway = NonNullable<ApolloServerOptions<Ctx>['gateway']>

/** Fields of all documents that are kept compiled, some 4 KB each: a shop's frontends send a few thousand, and strangers must not fill our memory. */
const keptFields = 10_000

/** Text of a document takes the room of a field for so many characters. */
const charactersOfField = 1_000

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
 * The document with variables of no particular type. They are checked by graphql's own rules before; graphql-jit would write a parser for
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

/** What runs one operation of a document: a compiled function. */
export interface Operation {
  /** Not there where the document cannot be run as it was asked for, which is what `run` answers. */
  node: OperationDefinitionNode | undefined
  /** Its result, errors in the catalogue's words. */
  run: (variables: Readonly<Record<string, unknown>> | null | undefined, ctx: Ctx) => Promise<ExecutionResult>
}

/** How an operation is asked for. */
export interface Named {
  query: string
  operationName?: string | null | undefined
}

const keyOf = ({ query, operationName }: Named) => `${operationName ?? ''}:${query}`

/** What executions inside a transaction of somebody else's ran into, by what their contexts hold for the door (Apollo copies the context itself). */
const collisions = new WeakMap<Ctx['granted'], unknown>()

/** A collision with another transaction: whoever began this one is to try it again as a whole. */
function noteCollision(errors: readonly GraphQLError[], ctx: Ctx): boolean {
  const cause = errors.map(({ originalError }) => originalError).find(callsForAnotherTry)
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

/** What answers for a document that cannot be run as it was asked for. */
const refusing = (...messages: string[]): Operation => ({
  node: undefined,
  run: (_variables, { requestId }) =>
    Promise.resolve({ errors: messages.map((message) => queryInvalid(new GraphQLError(message), requestId)) }),
})

/** The operations of a schema that were asked for lately, compiled. All of them were validated: Apollo Server hands over no others. */
export class Operations {
  readonly #kept = new LRUCache<string, Operation>({ maxSize: keptFields, maxEntrySize: keptFields / 5 })

  constructor(private readonly schema: GraphQLSchema) {}

  find(named: Named): Operation | undefined {
    return this.#kept.get(keyOf(named))
  }

  /** The operation of a document that was found valid. */
  of(named: Named, document: DocumentNode): Operation {
    const known = this.find(named)
    if (known) return known
    const made = this.#compile(document, named.operationName ?? undefined)
    this.#kept.set(keyOf(named), made, {
      size: 1 + fieldsOf(document) + Math.floor(named.query.length / charactersOfField),
    })
    return made
  }

  #compile(document: DocumentNode, name: string | undefined): Operation {
    const node = getOperationAST(document, name) ?? undefined
    if (!node)
      return refusing(
        name === undefined
          ? 'The document has several operations: give the name of one as operationName.'
          : `The document has no operation "${name}".`,
      )
    const compiled = compileQuery(this.schema, withPlainVariables(document), node.name?.value, {
      resolverInfoEnricher: enrich,
      disablingCapturingStackErrors: true,
    })
    if (!isCompiledQuery(compiled)) return refusing(...(compiled.errors ?? []).map(({ message }) => message))
    return {
      node,
      run: async (given, ctx) => {
        // by graphql's own rules: graphql-jit takes `Boolean! = false` for a field that must be given
        const variables = getVariableValues(this.schema, node.variableDefinitions ?? [], given ?? {}, { maxErrors: 20 })
        if (!variables.coerced) return { errors: variables.errors.map((error) => queryInvalid(error, ctx.requestId)) }
        const result = await compiled.query(undefined, ctx, variables.coerced)
        if (!result.errors) return result
        if (noteCollision(result.errors, ctx)) return { errors: [collided()] }
        return { ...result, errors: result.errors.map((error) => renderExecutionError(error, ctx)) }
      },
    }
  }
}

/**
 * Lets Apollo Server run operations by graphql-jit's compiled functions instead of walking the document anew each time
 * (four times the list responses a second on one process: shared/house.md, "Known traps"). `results`: what has been run already, by what a context holds
 * for the door; Apollo only tells it.
 */
export function compiledExecutor(
  schema: GraphQLSchema,
  operations: Operations,
  results: WeakMap<Ctx['granted'], ExecutionResult>,
): Gateway {
  return {
    onSchemaLoadOrUpdate: (callback) => {
      callback({ apiSchema: schema, coreSupergraphSdl: '' })
      return () => undefined
    },
    load: () =>
      Promise.resolve({
        executor: ({ document, request, context }) => {
          const ctx = context as Ctx
          const result = results.get(ctx.granted)
          if (result) return Promise.resolve(result)
          const { query = '', operationName, variables } = request
          return operations.of({ query, operationName }, document).run(variables, ctx)
        },
      }),
    stop: () => Promise.resolve(),
  }
}
