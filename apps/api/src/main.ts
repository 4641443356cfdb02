// The API: env → build → listen → close with grace. Any number of these may run on one database.
import { build } from './build.ts'
import { registerConsumers } from './kernel/outbox.ts'
import { runProcess } from './kernel/process.ts'

await runProcess('api', async (env, log) => {
  const built = await build(env, log)
  await registerConsumers(built.database.db, built.consumers)
  const address = await built.app.listen({ port: env.apiPort, host: env.apiHost })
  log.info({ address }, 'the API listens')
  return { stop: () => built.close() }
})
