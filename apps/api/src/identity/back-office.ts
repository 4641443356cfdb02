import { isAllowedFrom } from '../kernel/addresses.ts'
import type { Ctx } from '../kernel/context.ts'
import { Refusal, refuse, type RefusalCode } from '../kernel/errors.ts'
import type { Seal } from '../kernel/seal.ts'
import { readAccessToken, type BackOfficeCaller } from './access-tokens.ts'
import { actorOf } from './principals.ts'
import { nobody, surroundings, type ContextOf, type IdentityParts, type IncomingRequest } from './request-context.ts'
import type { Comer, SignInLog } from './sign-in-log.ts'
import { readUsernameToken } from './wsse.ts'

export interface BackOfficeParts extends IdentityParts {
  /** Requests a minute of one caller, where its API client says nothing else; 0: no limit. */
  requestsPerMinute: number
  /** Opens the keys of WSSE UsernameToken; left out: it is switched off. */
  wsse: Seal | undefined
  signIns: SignInLog
}

/** Longer than any token of ours. */
const longestToken = 400

/**
 * Turns a request at a door of the back office into a context: an API client or a person, with the rights that their roles give and the token's scopes
 * leave. Refuses with ACCESS_TOKEN_*, TOKEN_FOR_STOREFRONT, WSSE_*, ADDRESS_NOT_ALLOWED, RATE_LIMITED, and whatever `surroundings` refuses with.
 */
export function createBackOfficeContexts(parts: BackOfficeParts): ContextOf {
  return async (request) => {
    const around = await surroundings(request, parts)
    const caller = await named(request, around)
    await admitted(caller, request)
    return { ...around, actor: actorOf(caller.principal, caller.scopes) }
  }

  /** Says on a refusal how to do better: RFC 9110, 11.6.1; RFC 6750, 3; the WSSE profile. */
  async function named(
    request: IncomingRequest,
    { db, statements }: Pick<Ctx, 'db' | 'statements'>,
  ): Promise<BackOfficeCaller> {
    const { authorization, wsse } = request
    const now = parts.clock.now()
    // legacy clients send `Authorization: WSSE profile="UsernameToken"` beside the header proper
    const byWsse = wsse !== undefined && (authorization === undefined || /^wsse\b/i.test(authorization))
    try {
      if (!byWsse) return await readAccessToken(parts.database, statements, tokenOf(authorization), now)
      if (!parts.wsse) throw refuse('WSSE_OFF', {}, 'x-wsse')
      return await readUsernameToken(db, parts.wsse, wsse, now, ({ user, name, code }) =>
        tell(request, user ?? { by: 'nobody', name: name.slice(0, 160) }, code),
      )
    } catch (error) {
      if (error instanceof Refusal)
        request.tell?.(
          'www-authenticate',
          byWsse ? 'WSSE realm="back office", profile="UsernameToken"' : challenge(error),
        )
      throw error
    }
  }

  /** The audit log hears of whoever shows a wrong digest, or what is right from where it must not come. */
  function tell({ ip, requestId, door = 'engine' }: IncomingRequest, who: Comer, code: RefusalCode): Promise<void> {
    return parts.signIns.tell({
      deed: 'signInRefused',
      who,
      entity: who.by === 'client' ? 'apiClient' : 'user',
      about: { code },
      from: { ip, requestId, door },
    })
  }

  /** The address first: who calls from elsewhere must not use up what the owner may ask. */
  async function admitted(caller: BackOfficeCaller, request: IncomingRequest): Promise<void> {
    const { allowedIps, quotaKey, requestsPerMinute, principal } = caller
    const { ip } = request
    if (!allowedIps.every((list) => isAllowedFrom(ip, list))) {
      await tell(request, principal, 'ADDRESS_NOT_ALLOWED')
      throw refuse('ADDRESS_NOT_ALLOWED', { address: ip })
    }
    await parts.quota.consume(quotaKey, requestsPerMinute || parts.requestsPerMinute, request.tell ?? nobody)
  }
}

const challenge = ({ code }: Refusal) =>
  code === 'ACCESS_TOKEN_REQUIRED'
    ? 'Bearer realm="back office"'
    : `Bearer realm="back office", error="invalid_token", error_description="${code}"`

/** RFC 6750, 2.1. */
function tokenOf(header: string | undefined): string {
  if (!header) throw refuse('ACCESS_TOKEN_REQUIRED', {}, 'authorization')
  const [scheme, token, ...rest] = header.split(' ')
  if (scheme?.toLowerCase() !== 'bearer' || !token || rest.length > 0 || token.length > longestToken)
    throw refuse('ACCESS_TOKEN_INVALID', {}, 'authorization')
  return token
}
