import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'

/** Where on the way to PostgreSQL something is to happen, and what. */
export interface Trap {
  /** A statement that fits. */
  at: RegExp
  /** Only where its values have this in them. */
  with?: RegExp
  /** Springs not at that statement, but at the commit of the transaction it was sent in. */
  commit?: boolean
  /** Before: PostgreSQL never hears of it. After: it has done it, and its answer is on the way. */
  phase: 'before' | 'after'
  /** How many that fit pass unharmed. */
  pass?: number
  /** What happens at that moment. The connection is cut in any case. */
  deed?: () => void
}

/** The way of one process to PostgreSQL: a place where it can be cut at a statement, without a line of test in the process. */
export interface Wire {
  databaseUrl: string
  /** Sets a trap for the first statement that fits. `sprung` says whether it has; `lift` takes it away. */
  set(trap: Trap): { sprung: () => boolean; lift: () => void }
  /** Cuts every connection. */
  cut(): void
  close(): void
}

interface Armed extends Trap {
  left: number
  sprung: boolean
}

/** What is known of one connection, of the messages that passed. */
class Line {
  readonly #named = new Map<string, string>()
  /** The traps whose statement was sent in the transaction that is open. */
  readonly #transaction = new Set<Armed>()
  /** What springs as soon as PostgreSQL has answered. */
  #after: Armed | undefined

  constructor(private readonly traps: Set<Armed>) {}

  /** A message of the process. @returns the trap that springs before it is passed on */
  told(type: number, body: Buffer): Armed | undefined {
    const statement = this.#statementOf(type, body)
    if (statement === undefined) return undefined
    const means = ({ at, with: values }: Armed): boolean =>
      at.test(statement) && (!values || (type === bind && values.test(body.toString('latin1'))))
    const ends = /^\s*(commit|rollback)\b/i.exec(statement)?.[1]?.toLowerCase()
    for (const trap of this.traps) {
      const fits = trap.commit ? ends === 'commit' && this.#transaction.has(trap) : means(trap)
      if (trap.commit && means(trap)) this.#transaction.add(trap)
      if (!fits || trap.sprung || trap.left-- > 0) continue
      if (trap.phase === 'before') return trap
      this.#after = trap
    }
    if (ends) this.#transaction.clear()
    return undefined
  }

  /** A message of PostgreSQL. @returns the trap that springs before the answer is passed on */
  answered(type: number): Armed | undefined {
    return type === readyForQuery ? this.#after : undefined
  }

  /** Parse names a text, Bind has it done; Query is both. */
  #statementOf(type: number, body: Buffer): string | undefined {
    if (type === query) return textAt(body, 0)
    if (type === parse) {
      const name = textAt(body, 0)
      this.#named.set(name, textAt(body, Buffer.byteLength(name) + 1))
    }
    if (type !== bind) return undefined
    const portal = textAt(body, 0)
    return this.#named.get(textAt(body, Buffer.byteLength(portal) + 1))
  }
}

const [query, parse, bind, readyForQuery] = ['Q', 'P', 'B', 'Z'].map((letter) => letter.charCodeAt(0)) as [
  number,
  number,
  number,
  number,
]

const textAt = (body: Buffer, from: number): string => body.toString('utf8', from, body.indexOf(0, from))

/**
 * Cuts a stream into messages (https://www.postgresql.org/docs/current/protocol-message-formats.html): a type byte, then a length that counts itself. The first message
 * of a process has no type byte.
 */
function messages(each: (type: number, message: Buffer, body: Buffer) => boolean, startup: boolean) {
  let rest: Buffer = Buffer.alloc(0)
  let typed = !startup
  return (chunk: Buffer): void => {
    rest = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    for (;;) {
      const head = typed ? 5 : 4
      if (rest.length < head) return
      const size = rest.readUInt32BE(head - 4) + (typed ? 1 : 0)
      if (rest.length < size) return
      const message = rest.subarray(0, size)
      rest = rest.subarray(size)
      if (!each(typed ? message[0]! : 0, message, message.subarray(head))) return
      typed = true
    }
  }
}

/** Opens a way to the database on a free port of 127.0.0.1. Its address must name host and port, without TLS. */
export async function openWire(databaseUrl: string): Promise<Wire> {
  const target = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  const traps = new Set<Armed>()
  const server: Server = createServer((client) => {
    const database = connect({ host: target.hostname, port: Number(target.port || 5432) })
    const both = [client, database]
    const end = () => both.forEach((socket) => socket.destroy())
    for (const socket of both) {
      socket.setNoDelay(true)
      sockets.add(socket)
      socket.on('close', () => {
        sockets.delete(socket)
        end()
      })
      socket.on('error', end)
    }
    const line = new Line(traps)
    const pass = (trap: Armed | undefined, message: Buffer, to: Socket): boolean => {
      if (!trap) return to.write(message) || true
      trap.sprung = true
      trap.deed?.()
      end()
      return false
    }
    client.on(
      'data',
      messages((type, message, body) => pass(line.told(type, body), message, database), true),
    )
    database.on(
      'data',
      messages((type, message) => pass(line.answered(type), message, client), false),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const way = new URL(databaseUrl)
  way.hostname = '127.0.0.1'
  way.port = String((server.address() as AddressInfo).port)
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    databaseUrl: way.href,
    set: (trap) => {
      const armed: Armed = { ...trap, left: trap.pass ?? 0, sprung: false }
      traps.add(armed)
      return { sprung: () => armed.sprung, lift: () => void traps.delete(armed) }
    },
    cut,
    close: () => {
      server.close()
      cut()
    },
  }
}
