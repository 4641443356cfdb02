import { createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

/** A mail server (RFC 5321) that takes what it gets, and can be told to do otherwise. */
export interface PostOffice {
  /** smtp://… */
  url: string
  /** What was taken, the oldest first. */
  got: { to: string; subject: string }[]
  /** Refuses so many mails to come for now (451). */
  refuse(times: number): void
  /** How many of these refusals are left. */
  refusals(): number
  /** Has something done at the next mail: before it is taken, or when it is and before that is said. The connection breaks then. */
  atNext(phase: 'before' | 'after', deed: () => void): void
  close(): void
}

/** Opens one on a free port of 127.0.0.1. */
export async function openPostOffice(): Promise<PostOffice> {
  const got: PostOffice['got'] = []
  let refusals = 0
  let next: { phase: 'before' | 'after'; deed: () => void } | undefined
  const sprung = (phase: 'before' | 'after', socket: Socket): boolean => {
    if (next?.phase !== phase) return false
    const { deed } = next
    next = undefined
    deed()
    socket.destroy()
    return true
  }
  const take = (mail: { to: string; subject: string }, socket: Socket): void => {
    if (sprung('before', socket)) return
    if (refusals > 0) {
      refusals -= 1
      return void socket.write('451 later\r\n')
    }
    got.push(mail)
    if (!sprung('after', socket)) socket.write('250 taken\r\n')
  }
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    socket.write('220 post\r\n')
    converse(socket, take)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    got,
    refuse: (times) => {
      refusals = times
    },
    refusals: () => refusals,
    atNext: (phase, deed) => {
      next = { phase, deed }
    },
    close: () => {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

/** What a mail server says line by line; a whole mail is handed out. */
function converse(socket: Socket, take: (mail: { to: string; subject: string }, socket: Socket) => void): void {
  let rest = ''
  let to = ''
  let mail: string[] | undefined
  const line = (text: string): void => {
    if (mail && text !== '.') return void mail.push(text)
    if (mail) {
      const subject = mail.find((one) => /^subject: /i.test(one))?.slice('subject: '.length) ?? ''
      mail = undefined
      return take({ to, subject }, socket)
    }
    const verb = text.slice(0, 4).toUpperCase()
    if (verb === 'RCPT') to = /<([^>]*)>/.exec(text)?.[1] ?? ''
    if (verb === 'DATA') mail = []
    const answers: Record<string, string> = { DATA: '354 go on', QUIT: '221 bye' }
    socket.write(`${answers[verb] ?? '250 yes'}\r\n`)
  }
  socket.setEncoding('utf8')
  socket.on('data', (chunk: string) => {
    rest += chunk
    for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
      const text = rest.slice(0, end)
      rest = rest.slice(end + 2)
      line(text)
    }
  })
}
