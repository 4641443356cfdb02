// The worker: brings news to consumers and subscribers, runs jobs and schedules. Any number of these may run on one database.
import { build } from './build.ts'
import { refusalsOf } from './kernel/errors.ts'
import { startJobs } from './kernel/jobs.ts'
import { registerConsumers } from './kernel/outbox.ts'
import { runProcess } from './kernel/process.ts'
import { startRelay } from './kernel/relay.ts'

await runProcess('worker', async (env, log) => {
  // what it does for everybody may take its time
  const patient = { ...env, databaseStatementSeconds: 0 }
  const { database, consumers, jobs, sending, exchange, sftp, systemContext, close } = await build(patient, log)
  await registerConsumers(database.db, consumers)
  await systemContext().then(exchange.introduce, (error: unknown) => {
    if (refusalsOf(error).length === 0) throw error
    log.warn('there is no website yet: make the first company by `npm run access`')
  })
  const shared = { database, context: systemContext, log }
  const relay = startRelay({ ...shared, url: env.databaseUrl, consumers })
  const dispatch = sending.start({ context: systemContext, log, url: env.databaseUrl })
  const exchanging = exchange.start({ context: systemContext, log, url: env.databaseUrl })
  const runner = await startJobs({ ...shared, jobs, concurrency: env.jobConcurrency })
  if (env.sftp === 'on') await sftp.listen({ port: env.sftpPort, host: env.sftpHost })
  log.info({ consumers: consumers.map((one) => one.name), jobs: jobs.map((one) => one.name) }, 'the worker works')
  return {
    stop: async () => {
      await Promise.all([sftp.stop(), relay.stop(), dispatch.stop(), exchanging.stop(), runner.stop()])
      await close()
    },
  }
})
