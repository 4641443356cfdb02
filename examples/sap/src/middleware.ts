import Client from 'ssh2-sftp-client'
import { all, readIdocs } from './idoc.ts'

export interface Account {
  host: string
  port: number
  username: string
  password: string
}

/** What Portico made of an IDoc, as its ALEAUD01 says. */
export interface Outcome {
  isPosted: boolean
  /** Why it is not. */
  reason: string
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** SAP's middleware: brings files to Portico's `inbound/`, and collects what lies in `outbound/`. */
export class Middleware {
  readonly #client: Client
  readonly #outcomes = new Map<string, Outcome>()

  private constructor(client: Client) {
    this.#client = client
  }

  static async connect(account: Account): Promise<Middleware> {
    const client = new Client()
    try {
      await client.connect({ ...account, readyTimeout: 10_000 })
    } catch (cause) {
      throw new Error(
        `no way to sftp://${account.username}@${account.host}:${account.port}: is Portico running (npm start)?`,
        { cause },
      )
    }
    return new Middleware(client)
  }

  end(): Promise<unknown> {
    return this.#client.end()
  }

  /** Brings a file. It is written under another name and then renamed, so that Portico never reads half of it. */
  async bring(name: string, text: string): Promise<void> {
    await this.#client.put(Buffer.from(text), `inbound/${name}.tmp`)
    await this.#client.rename(`inbound/${name}.tmp`, `inbound/${name}`)
  }

  /** Waits until Portico has said by ALEAUD01 what became of an IDoc. @throws Error after `seconds` */
  async outcomeOf(docnum: string, seconds = 60): Promise<Outcome> {
    for (const deadline = Date.now() + seconds * 1_000; Date.now() < deadline; await wait(250)) {
      await this.#readAcknowledgements()
      const outcome = this.#outcomes.get(docnum)
      if (outcome) return outcome
    }
    throw new Error(`Portico has not said what became of IDoc ${docnum}: look at integration "sap" in the back office`)
  }

  /** The orders that lie there and that `isOurs`, as IDocs; taken away, as whoever collects a file does. */
  async collectOrders(isOurs: (text: string) => boolean): Promise<string[]> {
    const orders: string[] = []
    for (const name of await this.#names('ORDERS_')) {
      const text = await this.#read(name)
      if (!isOurs(text)) continue
      await this.#client.delete(`outbound/${name}`)
      orders.push(text)
    }
    return orders
  }

  async #readAcknowledgements(): Promise<void> {
    for (const name of await this.#names('ALEAUD_')) {
      for (const segments of readIdocs(await this.#read(name)))
        for (const { fields } of all(segments, 'E1ADHDR').flatMap(({ children }) => all(children, 'E1STATE'))) {
          const reason = ['STAPA1', 'STAPA2', 'STAPA3', 'STAPA4'].map((field) => fields[field] ?? '').join('')
          this.#outcomes.set(fields['DOCNUM'] ?? '', { isPosted: fields['STATUS'] === '53', reason })
        }
      await this.#client.delete(`outbound/${name}`)
    }
  }

  async #names(beginning: string): Promise<string[]> {
    const found = await this.#client.list('outbound')
    return found
      .map(({ name }) => name)
      .filter((name) => name.startsWith(beginning))
      .sort()
  }

  async #read(name: string): Promise<string> {
    const content = await this.#client.get(`outbound/${name}`)
    if (!Buffer.isBuffer(content)) throw new Error(`outbound/${name} was not read whole`)
    return content.toString('utf8')
  }
}
