import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** Stands between a process and PostgreSQL and counts the statements that pass: nothing in the process has to help. */
export interface StatementCounter {
  /** The database's address by way of the counter. */
  databaseUrl: string
  /** Statements so far, `begin` and `commit` included. */
  count: () => number
  stop: () => void
}

const query = 'Q'.charCodeAt(0)
const execute = 'E'.charCodeAt(0)

/**
 * Counts the messages Query and Execute of one connection
 * (https://www.postgresql.org/docs/current/protocol-message-formats.html: a type byte, then a length that counts itself;
 * only the first message of a connection has no type byte).
 */
function counting(onStatement: () => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0)
  let started = false
  return (chunk) => {
    rest = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    for (;;) {
      const head = started ? 5 : 4
      if (rest.length < head) return
      const size = rest.readUInt32BE(head - 4) + (started ? 1 : 0)
      if (rest.length < size) return
      if (started && (rest[0] === query || rest[0] === execute)) onStatement()
      started = true
      rest = rest.subarray(size)
    }
  }
}

/** Opens the counter on a free port of 127.0.0.1. The database's address must name host and port, without TLS. */
export async function countStatements(databaseUrl: string): Promise<StatementCounter> {
  const target = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  let statements = 0
  const server = createServer((client) => {
    const database = connect({ host: target.hostname, port: Number(target.port || 5432) })
    const count = counting(() => statements++)
    for (const socket of [client, database]) {
      socket.setNoDelay(true)
      sockets.add(socket)
      socket.on('close', () => {
        sockets.delete(socket)
        client.destroy()
        database.destroy()
      })
      socket.on('error', () => socket.destroy())
    }
    client.on('data', count)
    client.pipe(database)
    database.pipe(client)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const counted = new URL(databaseUrl)
  counted.hostname = '127.0.0.1'
  counted.port = String((server.address() as AddressInfo).port)
  return {
    databaseUrl: counted.href,
    count: () => statements,
    stop: () => {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
