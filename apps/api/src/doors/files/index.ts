import { createServer, type AddressInfo, type Socket } from 'node:net'
import ssh2 from 'ssh2'
import type { FileAccounts } from '../../identity/file-accounts.ts'
import { isAllowedFrom } from '../../kernel/addresses.ts'
import type { FileStore } from '../../kernel/file-store.ts'
import type { Ids } from '../../kernel/ids.ts'
import type { Logger } from '../../kernel/log.ts'
import { serve, type Connection } from './connection.ts'
import { hostKeysIn } from './host-keys.ts'
import { takeProxyHeader } from './proxy-protocol.ts'
import { createRoom } from './room.ts'
import { createUploads } from './uploads.ts'

export interface FilesDoorParts {
  accounts: FileAccounts
  store: FileStore
  /** Where the host keys are; made there where they are missing. */
  hostKeys: string
  /** A file has come into a partner's inbound folder. */
  arrived(username: string, path: string): void
  ids: Ids
  log: Logger
  limits: {
    /** Connections at once, and of one address among them. */
    connections: number
    connectionsPerAddress: number
    idleSeconds: number
  }
  /** Balancers that tell by the PROXY protocol for whom they call; everybody else who connects is taken for themselves. */
  proxies: readonly string[]
}

export interface FilesDoor {
  /** Throws Error where the port is taken, or the host keys cannot be read. */
  listen(at: { port: number; host: string }): Promise<{ port: number; fingerprints: readonly string[] }>
  /** Takes nobody new, lets files that are half here come for so long, keeps what is left of them. */
  stop(graceMs?: number): Promise<void>
}

/** Who has not signed in by then is ended; OpenSSH's LoginGraceTime, shorter. */
const graceToSignIn = 30_000
/** How soon somebody who was switched off is ended. */
const checkEveryMs = 1_000

/** The SFTP door: files of partners, and nothing else of SSH. */
export function filesDoor(parts: FilesDoorParts): FilesDoor {
  const { accounts, store, ids, limits, proxies } = parts
  const log = parts.log.child({ door: 'sftp' })
  const room = createRoom(store)
  const household = { store, room, uploads: createUploads(store, room), arrived: parts.arrived }
  const connections = new Map<Connection, string>()
  /** Who has not said a word of SSH yet, by address and port. */
  const arriving = new Map<string, { socket: Socket; ip: string; late: NodeJS.Timeout }>()
  const listener = createServer((socket) => void take(socket))
  let ssh: ssh2.Server | undefined
  let ended = false
  let checking: NodeJS.Timeout | undefined

  async function take(socket: Socket): Promise<void> {
    const peer = socket.remoteAddress ?? ''
    const key = `${peer} ${socket.remotePort}`
    const late = setTimeout(() => socket.destroy(), graceToSignIn)
    const entry = { socket, ip: peer, late }
    arriving.set(key, entry)
    socket.on('error', () => socket.destroy())
    socket.once('close', () => {
      clearTimeout(late)
      arriving.delete(key)
    })
    const spoken = proxies.length > 0 && isAllowedFrom(peer, proxies)
    if (!spoken && crowded(peer)) return void socket.destroy()
    try {
      if (spoken) entry.ip = (await takeProxyHeader(socket)) ?? peer
      if (spoken && crowded(entry.ip)) return void socket.destroy()
      socket.setNoDelay(true)
      ssh?.injectSocket(socket)
    } catch (error) {
      log.warn({ ip: peer, err: error }, 'a connection was not taken')
      socket.destroy()
    }
  }

  /** Strangers who only connect must not keep partners out. */
  function crowded(ip: string): boolean {
    const ofAddress = [...[...arriving.values()].map((one) => one.ip), ...connections.values()].filter(
      (one) => one === ip,
    ).length
    const tooMany =
      ended || arriving.size + connections.size > limits.connections || ofAddress > limits.connectionsPerAddress
    if (tooMany && !ended) log.warn({ ip }, 'a connection was not taken: there are as many as there may be')
    return tooMany
  }

  function greet(client: ssh2.Connection, { ip: peer, port }: ssh2.ClientInfo): void {
    const key = `${peer} ${port}`
    const entry = arriving.get(key)
    // gone already
    if (!entry) return void client.end()
    const { ip, socket } = entry
    clearTimeout(entry.late)
    arriving.delete(key)
    const id = ids.next()
    const own = log.child({ connection: id, ip })
    const served = serve(client, socket, { accounts, household, id, ip, log: own })
    connections.set(served, ip)
    const late = setTimeout(() => served.who ?? served.end('nobody signed in'), graceToSignIn)
    void served.over.then(() => {
      clearTimeout(late)
      connections.delete(served)
    })
  }

  /** Who may stay, and who has not asked for anything for too long. */
  async function check(): Promise<void> {
    const here = [...connections.keys()]
    const idleSince = Date.now() - limits.idleSeconds * 1_000
    for (const one of here) if (one.heardAt < idleSince) one.end('it was idle')
    const known = here.flatMap((one) => (one.who ? [{ one, who: one.who }] : []))
    const standing = await accounts.standing(known.map(({ who }) => who))
    for (const { one, who } of known) {
      const partner = standing.get(who)
      if (partner) one.becomes(partner)
      else one.end('its account, its password or key, or its address is no longer allowed')
    }
  }

  function checkLater(): void {
    checking = setTimeout(() => {
      const checked = check().catch((error: unknown) => log.error({ err: error }, 'accounts could not be checked'))
      void checked.then(() => (ended ? undefined : checkLater()))
    }, checkEveryMs)
    checking.unref()
  }

  return {
    listen: async ({ port, host }) => {
      const hostKeys = await hostKeysIn(parts.hostKeys)
      ssh = new ssh2.Server(
        { hostKeys: hostKeys.map(({ key }) => key), ident: 'Portico', algorithms: { compress: ['none'] } },
        greet,
      )
      await new Promise<void>((resolve, reject) => {
        listener.once('error', reject).listen(port, host, () => {
          listener.off('error', reject)
          resolve()
        })
      })
      checkLater()
      const fingerprints = hostKeys.map(({ type, fingerprint }) => `${type} ${fingerprint}`)
      const address = listener.address() as AddressInfo
      log.info({ address, fingerprints }, 'the SFTP door listens')
      return { port: address.port, fingerprints }
    },
    stop: async (graceMs = 5_000) => {
      ended = true
      clearTimeout(checking)
      listener.close()
      for (const { socket } of arriving.values()) socket.destroy()
      const until = Date.now() + graceMs
      for (;;) {
        const here = [...connections.keys()]
        const wait = Date.now() < until
        for (const one of here) if (!wait || !one.writing) one.end('the house is closing')
        if (here.length === 0) return
        await Promise.race([
          Promise.all(here.map((one) => one.over)),
          new Promise((resolve) => setTimeout(resolve, 50)),
        ])
      }
    },
  }
}
