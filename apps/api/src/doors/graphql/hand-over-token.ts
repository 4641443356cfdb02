import type { ApolloServerPlugin } from '@apollo/server'
import type { Ctx } from '../../kernel/context.ts'

/** The token that a client must send from now on, as the answer tells it: by a header, and in the body's extensions. */
export function grantedToken({ token, expiresAt }: Ctx['granted']) {
  if (!token) return undefined
  return { headers: { 'portico-token': token }, extensions: { token, tokenExpiresAt: expiresAt?.toISOString() } }
}

/** Tells the client its token. */
export const handOverToken: ApolloServerPlugin<Ctx> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ contextValue, response: { body, http } }) => {
        const granted = grantedToken(contextValue.granted)
        if (granted && body.kind === 'single') {
          for (const [name, value] of Object.entries(granted.headers)) http.headers.set(name, value)
          body.singleResult.extensions = { ...body.singleResult.extensions, ...granted.extensions }
        }
        return Promise.resolve()
      },
    }),
}
