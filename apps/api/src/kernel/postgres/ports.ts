import { createServer } from 'node:net'

/** A port that someone else listens on. The message names the setting to change. */
export class PortTaken extends Error {
  constructor(port: number, who: string, setting: string) {
    super(`Port ${port} is taken, and ${who} needs it: end what listens there, or set ${setting} to a free port.`)
    this.name = 'PortTaken'
  }
}

/** Whether nobody listens on a port of this machine. */
export function isPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)))
  })
}

/** A port that was free a moment ago. */
export function freePort(host = '127.0.0.1'): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen({ port: 0, host }, () => {
      const address = server.address()
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}
