import type { IncomingMessage, ServerResponse } from 'node:http'

/** So long somebody may go on talking after they were answered. */
const patience = 10_000

/**
 * What still comes of a body after its answer is poured away. Were the line closed at once, most clients would hear of a broken line and never of the answer (RFC 9112, 9.6). Who has
 * not ended by then is cut off.
 */
export function leaveTheRest(request: IncomingMessage, response: ServerResponse): void {
  response.once('finish', () => {
    if (request.complete) return
    request.resume()
    const cut = setTimeout(() => request.complete || request.socket.destroy(), patience)
    request.once('close', () => clearTimeout(cut))
  })
}
