import type { ApolloServerPlugin } from '@apollo/server'
import type { Ctx } from '../../kernel/context.ts'

/** Tells the client the token that it must send from now on: as a header and in the body's extensions. */
export const handOverToken: ApolloServerPlugin<Ctx> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ contextValue, response }) => {
        const { token, expiresAt } = contextValue.granted
        if (token && response.body.kind === 'single') {
          response.http.headers.set('portico-token', token)
          response.body.singleResult.extensions = {
            ...response.body.singleResult.extensions,
            token,
            tokenExpiresAt: expiresAt?.toISOString(),
          }
        }
        return Promise.resolve()
      },
    }),
}
