import { pino, type Bindings, type DestinationStream, type Logger as PinoLogger } from 'pino'

/** A structured log: one JSON line an entry; `child({ requestId })` for everything of one request. */
export type Logger = PinoLogger

const secretFields = [
  'authorization',
  'cookie',
  'password',
  'newPassword',
  'token',
  'clientSecret',
  'client_secret',
  'secret',
  'signature',
]

/** What a secret looks like inside a sentence: keys of Stripe, our tokens, client secrets of intents, bearer headers, passwords in addresses. */
const secretShapes: readonly [RegExp, string][] = [
  [/\b((?:sk|rk|whsec)_(?:test_|live_)?)[A-Za-z0-9]{6,}/g, '$1[hidden]'],
  [/\bpt_[A-Za-z0-9_-]{20,}/g, 'pt_[hidden]'],
  [/\b((?:pi|seti)_[A-Za-z0-9]+_secret_)[A-Za-z0-9]+/g, '$1[hidden]'],
  [/\b(Bearer|Basic) [A-Za-z0-9._~+/=-]{8,}/g, '$1 [hidden]'],
  [/(\b[a-z][a-z0-9+]*:\/\/[^\s:/@"]+:)[^\s@"]+@/g, '$1[hidden]@'],
]

/** `text` without the secrets in it. */
export function withoutSecrets(text: string): string {
  return secretShapes.reduce((line, [shape, shown]) => line.replace(shape, shown), text)
}

/** The log of a process. Secrets are removed twice: by field name, and by shape from the finished line. */
export function createLogger(options: { level: string; name: string; destination?: DestinationStream }): Logger {
  const paths = secretFields.flatMap((field) => [field, `*.${field}`, `*.*.${field}`, `*.headers["${field}"]`])
  return pino(
    {
      name: options.name,
      level: options.level,
      base: { pid: process.pid },
      redact: { paths: [...new Set(paths)], censor: '[hidden]' },
      timestamp: pino.stdTimeFunctions.isoTime,
      hooks: { streamWrite: withoutSecrets },
    },
    options.destination ?? pino.destination({ dest: 1, sync: false }),
  )
}

/** `log.child(bindings)`, made with its first entry: a child costs some microseconds, and most requests write nothing. */
export function childLater<Log extends { child(bindings: Bindings): Log }>(log: Log, bindings: Bindings): Log {
  let child: Log | undefined
  return new Proxy(log, {
    get: (parent, key) => {
      const value: unknown = Reflect.get(child ?? parent, key)
      if (child !== undefined || typeof value !== 'function') return value
      return (...given: unknown[]): unknown => {
        child ??= parent.child(bindings)
        return (Reflect.get(child, key) as (...given: unknown[]) => unknown).apply(child, given)
      }
    },
  })
}
