import type { Socket } from 'node:net'
import type { Connection as SshConnection, ServerChannel } from 'ssh2'
import type { FileAccounts, FilePartner, FileSignIn } from '../../identity/file-accounts.ts'
import type { Logger } from '../../kernel/log.ts'
import { mostTries, openGate } from './admission.ts'
import { converse } from './conversation.ts'
import { openVisit, type Household, type Visit } from './visit.ts'

/** Sessions within one connection; clients that copy several files at once open connections instead. */
const mostSessions = 8

/** One client that is here. */
export interface Connection {
  /** Who it is, once it has signed in. */
  readonly who: FileSignIn | undefined
  /** When it last asked for something. */
  readonly heardAt: number
  /** Whether files are half here. */
  readonly writing: boolean
  /** What its account is now. */
  becomes(partner: FilePartner): void
  /** Cuts it off. */
  end(reason: string): void
  /** Everything of it is over, and what was half here is kept. */
  readonly over: Promise<void>
}

export interface ConnectionParts {
  accounts: FileAccounts
  household: Omit<Household, 'tell'>
  /** Names the connection in logs and in the audit log. */
  id: string
  ip: string
  log: Logger
}

/**
 * Serves one connection: sign-in, then SFTP sessions. Shells, commands, forwarding and agents are refused by ssh2 as long as nobody listens for them.
 */
export function serve(ssh: SshConnection, socket: Socket, parts: ConnectionParts): Connection {
  const { accounts, household, id, ip, log } = parts
  const gate = openGate(accounts, ip, log)
  const sessions = new Set<Promise<void>>()
  const visits = new Set<Visit>()
  let who: FileSignIn | undefined
  let heardAt = Date.now()
  let ending: string | undefined

  const end = (reason: string) => {
    if (ending) return
    ending = reason
    log.info({ reason }, 'a partner’s connection is ended')
    ssh.end()
    // a client that does not close its side in turn
    setTimeout(() => socket.destroy(), 2_000).unref()
  }

  ssh.on('authentication', (context) => {
    void gate.ask(context).then((signedIn) => {
      if (signedIn) {
        who = signedIn
        log.info({ account: who.partner.username, method: context.method }, 'a partner has come in')
      } else if (gate.failed >= mostTries) end('too many attempts to sign in')
    })
  })
  ssh.on('session', (accept, refuse) => {
    heardAt = Date.now()
    if (sessions.size >= mostSessions || !who) return void refuse()
    accept().on('subsystem', (take, decline, { name }) => {
      if (name !== 'sftp' || !who) return void decline()
      const running = visit(take(), who).finally(() => sessions.delete(running))
      sessions.add(running)
    })
  })
  ssh.on('error', (error) => log.info({ err: error }, 'a partner’s connection broke'))

  async function visit(channel: ServerChannel, signedIn: FileSignIn): Promise<void> {
    const own = log.child({ account: signedIn.partner.username })
    const partner = () => (who ?? signedIn).partner
    const tell: Household['tell'] = (by, deed) => accounts.tell(by, deed, id)
    const opened = openVisit({ ...household, tell }, signedIn, partner, own)
    visits.add(opened)
    try {
      await household.store.prepare(signedIn.partner.username)
      await converse(channel, socket, opened, () => (heardAt = Date.now()))
      channel.exit(0)
      channel.end()
    } catch (error) {
      own.warn({ err: error }, 'a session of a partner ended badly')
      end('it did not keep to the protocol')
    } finally {
      visits.delete(opened)
    }
  }

  const over = new Promise<void>((resolve) => {
    ssh.once('close', () => {
      const unsigned = who ? {} : { unsigned: true }
      log.info({ account: who?.partner.username, ...unsigned }, 'a partner’s connection is over')
      void Promise.allSettled(sessions).then(() => resolve())
    })
  })

  return {
    get who() {
      return who
    },
    get heardAt() {
      return heardAt
    },
    get writing() {
      return [...visits].some(({ handles }) => handles.writing)
    },
    becomes: (partner) => {
      if (who) who = { ...who, partner }
    },
    end,
    over,
  }
}
