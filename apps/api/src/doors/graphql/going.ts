import type { ApolloServerPlugin } from '@apollo/server'
import type { Ctx } from '../../kernel/context.ts'
import { retiringHeaders } from '../../kernel/retiring.ts'

/** Tells the client what of the API its operation has used and is to go; the schema says what takes its place. */
export const sayWhatGoes: ApolloServerPlugin<Ctx> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ contextValue: { retiring }, response: { http } }) => {
        for (const [name, value] of Object.entries(retiringHeaders(retiring ?? []))) http.headers.set(name, value)
        return Promise.resolve()
      },
    }),
}
