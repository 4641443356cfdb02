import { createHash } from 'node:crypto'
import type { QuestionVerb } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'

/** Whose a device is: who has signed in, and the visitor that they were before. */
export interface DeviceOwner {
  customerUserId: string | null
  visitorId: string | null
}

export function ownerOf({ actor }: Ctx): DeviceOwner {
  if (actor.kind === 'customerUser') return { customerUserId: actor.customerUserId, visitorId: actor.visitorId ?? null }
  if (actor.kind === 'visitor') return { customerUserId: null, visitorId: actor.visitorId }
  throw refuse('SESSION_REQUIRED')
}

/** By what a device is known again, so that its endpoint stands nowhere as it is. */
export const hashOf = (endpoint: string): string => createHash('sha256').update(endpoint).digest('hex')

/** The devices of somebody, or the one of an endpoint, if it is theirs. */
export function devicesOf(ctx: Ctx, owner: DeviceOwner, endpoint?: string | null) {
  return ctx.db
    .selectFrom('pushSubscriptions')
    .select(['id', 'endpointHash', 'locale'])
    .where((where) =>
      where.or([
        ...(owner.customerUserId ? [where('customerUserId', '=', owner.customerUserId)] : []),
        ...(owner.visitorId ? [where('visitorId', '=', owner.visitorId)] : []),
      ]),
    )
    .$if(Boolean(endpoint), (some) => some.where('endpointHash', '=', hashOf(endpoint!)))
    .orderBy('id')
    .execute()
}

export const myDevices: QuestionVerb<'pushSubscription.mine'> = ({ endpoint }, ctx) =>
  devicesOf(ctx, ownerOf(ctx), endpoint)
