import dns from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent'

export interface PublicInternetOptions {
  /** Lets messages go to this machine and to private networks, and in plain text: for development. */
  allowPrivate: boolean
  /** From the first byte out to the last one in, in milliseconds. */
  timeoutMs: number
  /** Who knows the addresses of names; the system, unless told otherwise. */
  lookup?: Lookup
}

/** What is posted to an address that a stranger has named. */
export interface Posted {
  url: string
  headers: Readonly<Record<string, string | number>>
  body: string | Buffer
  /** When; an answer that names a moment to come back at is reckoned from it. */
  at: Date
}

/** What came of it. */
export interface PostAnswer {
  durationMs: number
  /** None: there was no answer. */
  status?: number
  /** How the answer began. */
  start?: string
  /** Seconds that the other side asks to wait. */
  retryAfterSeconds?: number
  /** Why there was no answer. */
  problem?: string
}

/** The way to addresses that strangers name: nothing that only this machine can reach is reached by it. */
export interface PublicInternet {
  /** What stands against sending to an address, as the rest of a sentence about it; undefined: nothing. */
  problemOf(url: string): Promise<string | undefined>
  /** Posts once, follows no redirect, and answers whatever comes of it; never throws. */
  post(posted: Posted): Promise<PostAnswer>
  close(): void
}

type Lookup = NonNullable<https.RequestOptions['lookup']>

/** IPv6 gives public addresses out of this range only (RFC 4291, 2.4); in the rest there are disguises of IPv4, such as ::127.0.0.1. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3')

function isPublic(written: string): boolean {
  const address = ipaddr.parse(written)
  if (address.range() !== 'unicast') return false
  return address instanceof ipaddr.IPv6 ? address.match(globalUnicast) : true
}

/** Refuses a name of whose addresses any is not for everybody: which of them a socket takes is not ours to say. */
const onlyPublic =
  (lookup: Lookup): Lookup =>
  (host, options, done) =>
    lookup(host, options, (error, found, family) => {
      const addresses = typeof found === 'string' ? [found] : found?.map(({ address }) => address)
      if (error || addresses.every(isPublic)) return done(error, found, family)
      done(new NotPublic(), found, family)
    })

class NotPublic extends Error {}

/** So much of an answer is read, in bytes. */
const mostRead = 1_000

/**
 * Opens the way. Addresses are judged when a socket is opened, and the socket goes to the address that was judged, so that a name which leads elsewhere the
 * second time leads nowhere; redirects are answers like any other.
 */
export function publicInternet({
  allowPrivate,
  timeoutMs,
  lookup = dns.lookup,
}: PublicInternetOptions): PublicInternet {
  const agentOptions = {
    keepAlive: true,
    maxFreeSockets: 64,
    timeout: 60_000,
    allowPrivateIPAddress: allowPrivate,
    allowMetaIPAddress: false,
  }
  const agents = {
    'http:': new RequestFilteringHttpAgent(agentOptions),
    'https:': new RequestFilteringHttpsAgent(agentOptions),
  }
  return {
    problemOf: (url) => problemOf(url, allowPrivate, lookup),
    post: async (posted) => {
      const began = performance.now()
      const took = () => Math.round(performance.now() - began)
      const problem = shapeProblem(posted.url, allowPrivate)
      if (problem) return { durationMs: took(), problem }
      const asked = allowPrivate ? lookup : onlyPublic(lookup)
      try {
        const host = hostOf(posted.url)
        if (!allowPrivate && isIP(host) && !isPublic(host)) throw new NotPublic()
        return { ...(await post(posted, { agents, timeoutMs, lookup: asked })), durationMs: took() }
      } catch (error) {
        return { durationMs: took(), problem: wordsOf(error) }
      }
    },
    close: () => {
      for (const agent of Object.values(agents)) agent.destroy()
    },
  }
}

function shapeProblem(written: string, allowPrivate: boolean): string | undefined {
  const url = URL.canParse(written) ? new URL(written) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) return 'is no https address'
  if (url.protocol === 'http:' && !allowPrivate) return 'is not https: messages would travel for everybody to read'
  if (url.username || url.password) return 'holds a name or a password'
  return undefined
}

/** A name that leads nowhere yet is nothing to complain of: it is judged again at every attempt. */
async function problemOf(written: string, allowPrivate: boolean, lookup: Lookup): Promise<string | undefined> {
  const problem = shapeProblem(written, allowPrivate)
  if (problem || allowPrivate) return problem
  const host = hostOf(written)
  const addresses = isIP(host) ? [host] : await addressesOf(host, lookup)
  const inside = addresses.find((address) => !isPublic(address))
  return inside ? `leads to ${inside}, which is no address of the public internet` : undefined
}

const hostOf = (url: string): string => new URL(url).hostname.replace(/^\[|\]$/g, '')

const addressesOf = (host: string, lookup: Lookup): Promise<string[]> =>
  new Promise((resolve) =>
    lookup(host, { all: true }, (error, found) =>
      resolve(error || typeof found === 'string' ? [] : found.map(({ address }) => address)),
    ),
  )

function post(
  { url, headers, body, at }: Posted,
  { agents, timeoutMs, lookup }: { agents: Readonly<Record<string, http.Agent>>; timeoutMs: number; lookup: Lookup },
): Promise<Omit<PostAnswer, 'durationMs'>> {
  const target = new URL(url)
  const { request } = target.protocol === 'https:' ? https : http
  return new Promise((resolve, reject) => {
    const call = request(target, {
      method: 'POST',
      agent: agents[target.protocol],
      lookup,
      signal: AbortSignal.timeout(timeoutMs),
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    })
    call.on('error', reject)
    call.on('response', (response) => {
      const chunks: Buffer[] = []
      let length = 0
      const done = () => {
        const start = Buffer.concat(chunks).subarray(0, mostRead).toString('utf8').replaceAll('\u0000', '')
        resolve({
          status: response.statusCode ?? 0,
          ...(start ? { start } : {}),
          ...secondsOf(response.headers['retry-after'], at),
        })
      }
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        length += chunk.length
        if (length < mostRead * 10) return
        // whoever answers with so much is told no more: the status is what counts
        done()
        response.destroy()
      })
      response.on('end', done)
      response.on('error', reject)
    })
    call.end(body)
  })
}

/** RFC 9110, 10.2.3: seconds, or a moment. */
function secondsOf(header: string | undefined, now: Date): { retryAfterSeconds?: number } {
  if (!header) return {}
  const seconds = /^\d{1,9}$/.test(header) ? Number(header) : (Date.parse(header) - now.getTime()) / 1_000
  return Number.isFinite(seconds) && seconds > 0 ? { retryAfterSeconds: seconds } : {}
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'did not answer in time'
  if (error instanceof NotPublic || /is not allowed\. Because/.test(error.message))
    return 'leads to no address of the public internet'
  const code = 'code' in error ? String(error.code) : ''
  return code && !error.message.includes(code) ? `${code}: ${error.message}` : error.message || code
}
