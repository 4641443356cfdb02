import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** The way from the browser to the shop, which a journey can cut: emulated absence does not reach a service worker's own requests. */
export interface Wire {
  /** The shop by way of the wire. */
  url: string
  cut: () => Promise<void>
}

/** Lays a wire to `url` on a free port of 127.0.0.1. */
export async function layWire(url: string): Promise<Wire> {
  const target = new URL(url)
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect({ host: target.hostname, port: Number(target.port) })
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => {
        sockets.delete(socket)
        near.destroy()
        far.destroy()
      })
    }
    near.pipe(far)
    far.pipe(near)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
