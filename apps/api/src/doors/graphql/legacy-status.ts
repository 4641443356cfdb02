import type { ApolloServerPlugin } from '@apollo/server'
import type { Ctx } from '../../kernel/context.ts'

/**
 * Who takes nothing but `application/json` reads errors in the body, and is told 200 where the request itself was sound and its document or variables
 * were not (GraphQL over HTTP, 6.4.1); everybody else is told 400.
 */
export const legacyStatus: ApolloServerPlugin<Ctx> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ request, response, source }) => {
        const accept = request.http?.headers.get('accept') ?? ''
        const legacy = /application\/json/i.test(accept) && !/graphql-response/i.test(accept)
        if (legacy && source !== undefined && response.http.status === 400) response.http.status = 200
        return Promise.resolve()
      },
    }),
}
