import pg from 'pg'
import type { Logger } from './log.ts'

export interface Listening {
  url: string
  channel: string
  heard(payload: string): void
  /** Each time that LISTEN stands: what was said before that is told to nobody, and has to be looked for. */
  ready(): void
  log: Logger
}

/** Calls back for every NOTIFY on a channel, over a connection of its own that is made again when it breaks. */
export function listen({ url, channel, heard, ready, log }: Listening): { stop(): Promise<void> } {
  let stopped = false
  let current: pg.Client | undefined
  let again: NodeJS.Timeout | undefined
  const connect = async () => {
    const client = new pg.Client({
      connectionString: url,
      application_name: `portico-listen-${channel}`,
      keepAlive: true,
    })
    current = client
    const lost = (error: unknown) => {
      if (stopped || current !== client) return
      current = undefined
      log.warn({ err: error, channel }, 'no longer listening; trying again in a second')
      void client.end().catch(() => undefined)
      again = setTimeout(() => void connect(), 1_000)
    }
    client.on('error', lost)
    client.on('end', () => lost(new Error('the connection ended')))
    client.on('notification', (message) => heard(message.payload ?? ''))
    try {
      await client.connect()
      await client.query(`listen ${client.escapeIdentifier(channel)}`)
      ready()
    } catch (error) {
      lost(error)
    }
  }
  const connecting = connect()
  return {
    stop: async () => {
      stopped = true
      clearTimeout(again)
      await connecting
      await current?.end()
    },
  }
}
