import type { CarrierAnswer } from '../../domain/shipping/port.ts'
import type { Logger } from '../../kernel/log.ts'
import { FedexTrouble } from './trouble.ts'

export type FedexLog = Pick<Logger, 'warn' | 'error'>

/** Tells how a call that changes FedEx's books went, as a value; what went wrong stands in the log. */
export async function answering<Done>(
  log: FedexLog,
  message: string,
  work: () => Promise<Done>,
): Promise<CarrierAnswer<Done>> {
  try {
    return { kind: 'done', done: await work() }
  } catch (error) {
    logTrouble(log, error, message)
    if (!(error instanceof FedexTrouble)) return { kind: 'unknown' }
    if (error.kind === 'refused') return { kind: 'refused', said: wordsOf(error) }
    return error.perhapsDone ? { kind: 'unknown' } : { kind: 'unavailable' }
  }
}

/** FedEx's own words for a refusal. */
function wordsOf({ details, reason }: FedexTrouble): string {
  const said = (details.errors ?? []).map(({ code, message }) => `${message} (${code})`).join(' ')
  return (said || reason).slice(0, 300)
}

export function logTrouble(log: FedexLog, error: unknown, message: string): void {
  if (!(error instanceof FedexTrouble)) return log.error({ err: error }, message)
  const { status, errors, transactionId } = error.details
  const entry = {
    carrier: 'fedex',
    kind: error.kind,
    reason: error.reason,
    status,
    errors,
    transactionId,
    cause: causeOf(error),
  }
  // Wrong keys mend themselves never: someone has to look.
  if (error.kind === 'credentials') log.error(entry, message)
  else log.warn(entry, message)
}

// fetch hides the system's word for what went wrong (ECONNRESET …) one level down.
function causeOf({ cause }: FedexTrouble): string | undefined {
  if (!(cause instanceof Error)) return undefined
  return cause.cause instanceof Error ? `${cause.message}: ${cause.cause.message}` : cause.message
}
