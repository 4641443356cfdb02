import { once } from 'node:events'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { versionReply } from './protocol/replies.ts'
import { ProtocolBroken, requestsFrom } from './protocol/requests.ts'
import type { Visit } from './visit.ts'

/** What may wait in this process for one client to take it. */
const mostUnsent = 4 * 1024 * 1024

/**
 * Answers the requests of one channel in their order, one at a time, until it ends. A client that sends faster than files are written, or asks faster than it reads the
 * answers, waits: nothing more of it is read. Throws ProtocolBroken.
 */
export async function converse(channel: Duplex, socket: Socket, visit: Visit, heard: () => void): Promise<void> {
  const over = new AbortController()
  channel.once('close', () => over.abort())
  const room = async (stream: Duplex | Socket, full: boolean) => {
    if (full && !over.signal.aborted) await once(stream, 'drain', { signal: over.signal }).catch(() => undefined)
  }
  const send = async (packet: Buffer) => {
    await room(channel, !channel.write(packet))
    await room(socket, socket.writableLength > mostUnsent)
  }
  try {
    for await (const request of requestsFrom(channel as AsyncIterable<Buffer>, () => channel.write(versionReply()))) {
      heard()
      await send(await visit.answer(request))
      if (over.signal.aborted) break
    }
  } catch (error) {
    // the line broke: whoever opened the visit ends it
    if (error instanceof ProtocolBroken || !over.signal.aborted) throw error
  } finally {
    await visit.end()
  }
}
