import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * The way from the browser to the shop, which a journey can cut, slow down, or let pass a newer service worker: what a page's own
 * emulation does does not reach the requests of a service worker.
 */
export interface Wire {
  /** The shop by way of the wire. */
  url: string
  cut: () => Promise<void>
  /** From now on every answer takes so long, in milliseconds. */
  slow: (milliseconds: number) => void
  /** From now on the service worker is another one, as after a new build. */
  renewWorker: () => void
}

/** Lays a wire to `url` on a free port of 127.0.0.1. */
export async function layWire(url: string): Promise<Wire> {
  const target = new URL(url)
  let delay = 0
  let isNew = false
  const server = createServer((asked, answer) => {
    const renewed = isNew && asked.url === '/sw.js'
    const headers = { ...asked.headers }
    // A worker that is to be changed on the way must come as plain text, and whole.
    if (renewed) for (const name of ['accept-encoding', 'if-none-match', 'if-modified-since']) delete headers[name]
    const far = request(
      { host: target.hostname, port: target.port, path: asked.url, method: asked.method, headers },
      (told) => {
        const kept = { ...told.headers }
        if (renewed) for (const name of ['content-length', 'etag', 'last-modified']) delete kept[name]
        answer.writeHead(told.statusCode ?? 502, kept)
        told.pipe(answer, { end: !renewed })
        if (renewed) told.on('end', () => answer.end('\n// built anew\n'))
      },
    )
    far.on('error', () => answer.destroy())
    answer.on('close', () => far.destroy())
    setTimeout(() => asked.pipe(far), delay)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
    slow: (milliseconds) => (delay = milliseconds),
    renewWorker: () => (isNew = true),
  }
}
