import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { refuse } from '../../kernel/errors.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Its body may take as long as it likes, as long as it comes on: it is taken in as it streams, or is large. */
    longBody?: true
  }
}

/** Of a body that may take long, at least so many bytes must come within the time. */
const leastProgress = 1_024

const hasBody = ({ headers }: FastifyRequest) =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

/**
 * Lets go whoever sends a body so slowly that it holds its line for nothing: an ordinary one must have arrived within `seconds` of its headers, one of a route that says
 * `longBody` must come on by a kilobyte in each `seconds`, as far as we take it in. Answered with REQUEST_TOO_SLOW (408) where nothing was answered yet; the line is closed.
 * Of headers, Node itself takes care (`headersTimeout`).
 */
export function boundBodies(app: FastifyInstance, seconds: number): void {
  app.addHook('onRequest', (request, reply, next) => {
    if (hasBody(request)) watch(request, reply, seconds)
    next()
  })
}

function watch(request: FastifyRequest, reply: FastifyReply, seconds: number): void {
  const { raw } = request
  const { socket } = raw
  let before = socket.bytesRead
  const look = () => {
    if (raw.complete || raw.destroyed) return clearInterval(timer)
    // what has come and waits for us is not held up by its sender
    const comesOn = socket.bytesRead - before >= leastProgress || raw.readableLength > 0
    before = socket.bytesRead
    if (request.routeOptions.config.longBody && comesOn) return
    clearInterval(timer)
    letGo(request, reply, seconds)
  }
  const timer = setInterval(look, seconds * 1_000)
  timer.unref()
  reply.raw.once('close', () => clearInterval(timer))
}

function letGo({ raw, log }: FastifyRequest, reply: FastifyReply, seconds: number): void {
  log.info({ seconds }, 'a body came too slowly')
  if (reply.sent || reply.raw.headersSent) return void raw.socket.destroy()
  // whoever reads it as a stream hears of its end by this alone
  reply.raw.once('finish', () => raw.destroy(new Error('the body came too slowly')))
  void reply.header('connection', 'close').send(refuse('REQUEST_TOO_SLOW', { seconds }))
}
