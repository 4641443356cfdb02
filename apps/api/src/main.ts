// The API: env → build → listen → close with grace. Any number of these may run on one database.
import { build } from './build.ts'
import { registerConsumers } from './kernel/outbox.ts'
import { runProcess } from './kernel/process.ts'

await runProcess('api', async (env, log) => {
  const built = await build(env, log)
  await registerConsumers(built.database.db, built.consumers)
  const address = await built.app.listen({ port: env.apiPort, host: env.apiHost })
  log.info({ address }, 'the API listens')
  return {
    stop: async () => {
      // a connection whose last answer goes out during the end stays open for the next request, which will never be taken
      const idle = setInterval(() => built.app.server.closeIdleConnections(), 100)
      await built.close()
      clearInterval(idle)
    },
  }
})
