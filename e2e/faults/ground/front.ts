import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** One address before several processes, as a load balancer is: who is gone gets nothing more. */
export interface Front {
  url: string
  /** From now on this port of this machine gets connections. */
  add(port: number): void
  remove(port: number): void
  close(): void
}

/** Opens one on a free port of 127.0.0.1. Each connection goes to the next process; where none takes it, it is cut. */
export async function openFront(): Promise<Front> {
  const ports: number[] = []
  const sockets = new Set<Socket>()
  let turn = 0
  const server = createServer((client) => {
    sockets.add(client)
    client.once('close', () => sockets.delete(client))
    client.on('error', () => client.destroy())
    const tried = (left: number): void => {
      const port = ports[turn++ % Math.max(1, ports.length)]
      if (port === undefined || left === 0) return void client.destroy()
      const behind = connect(port, '127.0.0.1')
      behind.once('error', () => (behind.bytesRead + behind.bytesWritten === 0 ? tried(left - 1) : client.destroy()))
      behind.once('connect', () => {
        behind.once('close', () => client.destroy())
        client.once('close', () => behind.destroy())
        client.pipe(behind).pipe(client)
      })
    }
    tried(ports.length)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    add: (port) => void (ports.includes(port) || ports.push(port)),
    remove: (port) => {
      const at = ports.indexOf(port)
      if (at >= 0) ports.splice(at, 1)
    },
    close: () => {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
