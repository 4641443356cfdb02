import { ConfigurationError, readEnv, type Env } from './env.ts'
import { createLogger, type Logger } from './log.ts'

/** What a process does between its start and its end. */
export interface Running {
  /** Takes nothing new, finishes what is in hand, closes what is open. */
  stop(): Promise<void>
}

/**
 * The life of a process: configuration (all problems on stderr, exit 2), start (a failure is logged, exit 1), run until SIGTERM, SIGINT or
 * a fault that nobody caught, end with grace. A second signal, or SHUTDOWN_SECONDS, ends it
 * at once; what comes within half a second is taken for the same one (npm, tsx and the terminal may all pass it on).
 */
export async function runProcess(name: string, start: (env: Env, log: Logger) => Promise<Running>): Promise<void> {
  const env = readConfiguration()
  const log = createLogger({ level: env.logLevel, name })
  let running: Running | undefined
  let endingSince: number | undefined
  const end = (reason: string, code: number) => {
    if (endingSince !== undefined && Date.now() - endingSince < 500) return
    if (endingSince !== undefined) process.exit(1)
    endingSince = Date.now()
    log.info({ reason }, 'ending')
    setTimeout(() => {
      log.error({ seconds: env.shutdownSeconds }, 'did not end in time')
      process.exit(1)
    }, env.shutdownSeconds * 1_000).unref()
    Promise.resolve(running?.stop()).then(
      () => {
        log.info('ended')
        process.exit(code)
      },
      (error: unknown) => {
        log.error({ err: error }, 'did not end well')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', () => end('SIGTERM', 0))
  process.on('SIGINT', () => end('SIGINT', 0))
  for (const fault of ['uncaughtException', 'unhandledRejection'] as const)
    process.on(fault, (error: unknown) => {
      log.fatal({ err: error }, 'a fault that nobody caught')
      end(fault, 1)
    })
  try {
    running = await start(env, log)
  } catch (error) {
    log.fatal({ err: error }, 'could not start')
    process.exit(1)
  }
}

function readConfiguration(): Env {
  try {
    return readEnv(process.env)
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exit(2)
  }
}
