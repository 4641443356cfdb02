import { HeaderMap, type ApolloServerPlugin } from '@apollo/server'
import { unwrapResolverError } from '@apollo/server/errors'
import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import { catalogue } from '../../kernel/catalogue.ts'
import { refusalsOf, secondsToWait, type Refusal } from '../../kernel/errors.ts'
import type { Logger } from '../../kernel/log.ts'

export interface Asked {
  requestId: string
  log: Logger
}

/** How a refusal looks at this door. `extensions.code` is what clients switch on. */
function rendered({ code, status, params, path, advice }: Refusal) {
  return { code, status, params, ...(path ? { path } : {}), advice }
}

/** What strangers may see of what was thrown: a refusal with its code, anything else as INTERNAL with the request's id; the fault itself goes to the log. */
function extensionsOf(cause: unknown, asked: Asked): { message: string; extensions: Record<string, unknown> } {
  const { requestId, log } = asked
  const [refusal, ...more] = refusalsOf(cause)
  if (refusal) {
    const refusals =
      more.length > 0
        ? { refusals: [refusal, ...more].map((each) => ({ message: each.message, ...rendered(each) })) }
        : {}
    return { message: refusal.message, extensions: { ...rendered(refusal), ...refusals, requestId } }
  }
  log.error({ err: cause, requestId }, 'a request failed')
  const { text, status, advice } = catalogue.INTERNAL
  return { message: text, extensions: { code: 'INTERNAL', status, advice, requestId } }
}

/** An error of execution, rendered. Without a path nothing has run yet: a mistake of the caller. With one, it is a refusal or a fault of ours. */
export function renderExecutionError(error: GraphQLError, asked: Asked): GraphQLError {
  if (!error.path) return queryInvalid(error, asked.requestId)
  const { message, extensions } = extensionsOf(error.originalError ?? unwrapResolverError(error), asked)
  return new GraphQLError(message, { nodes: error.nodes, path: error.path, extensions })
}

/** Refused before anything ran: the whole answer has this HTTP status. What is rendered already passes. */
export function renderContextError(cause: unknown, asked: Asked): GraphQLError {
  if (cause instanceof GraphQLError) return cause
  const { message, extensions } = extensionsOf(cause, asked)
  return new GraphQLError(message, {
    extensions: { ...extensions, http: { status: extensions.status, headers: waiting(extensions) } },
  })
}

/** Says as HTTP does when it is worth trying again. */
function waiting(extensions: Record<string, unknown>): HeaderMap {
  const headers = new HeaderMap()
  const seconds = secondsToWait(extensions as unknown as Refusal)
  if (seconds !== undefined) headers.set('retry-after', String(seconds))
  return headers
}

/** A mistake in how the question was asked, which a client can correct by the schema. */
export function queryInvalid(error: GraphQLError, requestId: string): GraphQLError {
  const { status, advice } = catalogue.QUERY_INVALID
  return new GraphQLError(error.message, {
    nodes: error.nodes,
    extensions: { code: 'QUERY_INVALID', status, advice, requestId, http: { status } },
  })
}

/** An attempt that another transaction stood in the way of; whoever made it tries again. */
export function collided(): GraphQLError {
  const { text, status, advice } = catalogue.CONFLICT
  return new GraphQLError(text, { extensions: { code: 'CONFLICT', status, advice } })
}

/** Every error says of which request it is, also those that Apollo found by itself. */
export const nameRequest: ApolloServerPlugin<Asked> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ contextValue: { requestId }, response: { body } }) => {
        if (body.kind === 'single' && body.singleResult.errors)
          body.singleResult.errors = body.singleResult.errors.map((error) => ({
            ...error,
            extensions: { ...error.extensions, requestId },
          }))
        return Promise.resolve()
      },
    }),
}

/** The same for what is refused while it is executed. */
export const sayWhenAgain: ApolloServerPlugin<Asked> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ response: { body, http } }) => {
        for (const { extensions } of (body.kind === 'single' && body.singleResult.errors) || [])
          for (const [name, value] of waiting(extensions ?? {})) http.headers.set(name, value)
        return Promise.resolve()
      },
    }),
}

/** A refusal of the query itself, found while it was validated. */
export function queryRefusal(code: 'QUERY_TOO_DEEP' | 'QUERY_TOO_COSTLY', message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { refusal: code } })
}

/** Apollo's own refusals (syntax, validation, limits), in the catalogue's words; what is rendered already passes. */
export function formatError(log: Logger) {
  return (formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError => {
    const extensions = formatted.extensions ?? {}
    const reason = typeof extensions.code === 'string' ? extensions.code : ''
    if (reason in catalogue) return formatted
    const base = {
      ...(formatted.locations ? { locations: formatted.locations } : {}),
      ...(formatted.path ? { path: formatted.path } : {}),
    }
    if (reason === 'INTERNAL_SERVER_ERROR') {
      log.error({ err: thrown }, 'a request failed')
      const { text, status, advice } = catalogue.INTERNAL
      return { ...base, message: text, extensions: { code: 'INTERNAL', status, advice } }
    }
    const code = codeOf(extensions.validationErrorCode, extensions.refusal)
    const { status, advice } = catalogue[code]
    const message = code === 'INTROSPECTION_OFF' ? catalogue[code].text : formatted.message
    return { ...base, message, extensions: { code, status, advice } }
  }
}

function codeOf(
  validation: unknown,
  refusal: unknown,
): 'QUERY_TOO_DEEP' | 'QUERY_TOO_COSTLY' | 'INTROSPECTION_OFF' | 'QUERY_INVALID' {
  if (refusal === 'QUERY_TOO_DEEP' || refusal === 'QUERY_TOO_COSTLY') return refusal
  return validation === 'INTROSPECTION_DISABLED' ? 'INTROSPECTION_OFF' : 'QUERY_INVALID'
}
