import type { Clock } from '../kernel/clock.ts'
import type { Ctx, Sessions } from '../kernel/context.ts'
import type { Database } from '../kernel/db.ts'
import { refuse } from '../kernel/errors.ts'
import type { Ids } from '../kernel/ids.ts'
import type { Logger } from '../kernel/log.ts'
import type { Quota, Tell } from '../kernel/quota.ts'
import type { SessionLifetimes } from './sessions.ts'
import { authenticate } from './shoppers.ts'
import { negotiateLocale, type Websites } from './websites.ts'

/** What a door knows of a request before anybody knows whose it is. */
export interface IncomingRequest {
  requestId: string
  ip: string
  log: Logger
  authorization?: string | undefined
  acceptLanguage?: string | undefined
  currency?: string | undefined
  website?: string | undefined
  /** The header X-WSSE, at doors of the back office. */
  wsse?: string | undefined
  /** The way that the call took, as the audit log tells it. */
  door?: string
  /** Takes what is to be told in headers of the answer, whether it is an answer or a refusal; left out: nobody. */
  tell?: Tell
}

export interface IdentityParts {
  database: Database
  websites: Websites
  sessions: Sessions
  lifetimes: SessionLifetimes
  quota: Quota
  clock: Clock
  ids: Ids
}

export type ContextOf = (request: IncomingRequest) => Promise<Ctx>

/** Everything of a context but who asks: the website, the language, the currency. Refuses CURRENCY_NOT_OFFERED, NOT_FOUND. */
export async function surroundings(request: IncomingRequest, parts: IdentityParts): Promise<Omit<Ctx, 'actor'>> {
  const statements = { count: 0 }
  const website = await parts.websites.find(request.website)
  const locale = negotiateLocale(request.acceptLanguage, website)
  const currency = request.currency ?? website.localeCurrencies[locale] ?? website.defaultCurrency
  if (!website.currencies.includes(currency))
    throw refuse('CURRENCY_NOT_OFFERED', { currency, offered: website.currencies.join(', ') }, 'portico-currency')
  return {
    ...parts.database.counted(statements),
    website,
    locale,
    currency,
    clock: parts.clock,
    ids: parts.ids,
    log: request.log,
    requestId: request.requestId,
    ip: request.ip,
    ...(request.door === undefined ? {} : { door: request.door }),
    statements,
    sessions: parts.sessions,
    granted: {},
  }
}

/** Turns a request into a context: who, at which website, in which language and currency (the header `portico-currency`, else the language’s, else the website’s). Refuses as `authenticate` does, CURRENCY_NOT_OFFERED, NOT_FOUND. */
export function createContexts(parts: IdentityParts): ContextOf {
  return async (request) => {
    const around = await surroundings(request, parts)
    const token = bearerToken(request.authorization)
    if (token === undefined) return { ...around, actor: { kind: 'stranger' } }
    const asking = { token, websiteId: around.website.id, ip: request.ip, tell: request.tell ?? nobody }
    return { ...around, ...(await authenticate(around.db, asking, parts.clock.now(), parts)) }
  }
}

/** Of who asks without a door. */
export const nobody: Tell = () => undefined

/** RFC 6750, 2.1. Another scheme than Bearer is not for us to judge and is refused. */
function bearerToken(header: string | undefined): string | undefined {
  if (!header) return undefined
  const [scheme, token, ...rest] = header.split(' ')
  if (scheme?.toLowerCase() !== 'bearer' || !token || rest.length > 0 || token.length > 200)
    throw refuse('SESSION_INVALID', {}, 'authorization')
  return token
}
