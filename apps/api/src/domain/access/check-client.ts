import { problemOfRange } from '../../kernel/addresses.ts'
import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'

export function checkRanges({ allowedIps }: Record<string, unknown>): void {
  for (const [index, range] of ((allowedIps as string[] | undefined) ?? []).entries()) {
    const problem = problemOfRange(range)
    if (problem) throw refuse('FIELD_INVALID', { field: 'allowedIps', problem }, `allowedIps.${index}`)
  }
}

const loopback = /^(127\.0\.0\.1|\[::1\]|localhost)$/
/** RFC 8252, 7.1: a scheme of the app’s own is a domain name of its maker’s, turned round. */
const ownScheme = /^[a-z][a-z0-9+-]*(\.[a-z0-9+-]+)+:$/

const isSafe = ({ protocol, hostname }: URL) =>
  (protocol === 'https:' && !loopback.test(hostname)) ||
  (protocol === 'http:' && loopback.test(hostname)) ||
  ownScheme.test(protocol)

/** OAuth 2.1, 2.3.1 and 8.4: whole addresses; plain http only to the person’s own machine. */
export function checkRedirects({ redirectUris }: Record<string, unknown>): void {
  for (const [index, address] of ((redirectUris as string[] | undefined) ?? []).entries()) {
    const url = URL.canParse(address) ? new URL(address) : undefined
    if (!url || !isSafe(url) || url.hash || address.includes('*') || url.username || url.password)
      throw refuse(
        'FIELD_INVALID',
        {
          field: 'redirectUris',
          problem: `${address} is no whole https address without a fragment (http only to 127.0.0.1, [::1] or localhost; an app’s own scheme is a domain turned round, as com.example.app:/callback)`,
        },
        `redirectUris.${index}`,
      )
  }
}

/** An app for people of customers belongs to the shop that they are customers of; systems come to the back office. */
export async function checkAudience(given: Record<string, unknown>, ctx: Ctx): Promise<void> {
  const wrong = (field: string, problem: string) => refuse('FIELD_INVALID', { field, problem }, field)
  const { audience, kind, websiteId, organizationId } = given
  if (audience !== 'storefront') {
    if (websiteId) throw wrong('website', 'is for apps of the audience "storefront"')
    return
  }
  if (kind !== 'app') throw wrong('audience', 'storefront is for apps, to which people sign in: kind "app"')
  if (typeof websiteId !== 'string')
    throw wrong('website', 'says whose customers sign in: an app of the audience "storefront" needs it')
  const website = await ctx.db
    .selectFrom('websites')
    .select('organizationId')
    .where('id', '=', websiteId)
    .executeTakeFirst()
  if (website && website.organizationId !== organizationId) throw wrong('website', 'is one of another organization')
}
