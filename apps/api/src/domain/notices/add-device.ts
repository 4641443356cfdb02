import type { ActionVerb } from '../../engine/index.ts'
import { askedOutside } from '../../kernel/ask-outside.ts'
import type { Attempts } from '../../kernel/attempts.ts'
import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import { lockName } from '../../kernel/locks.ts'
import type { Seal } from '../../kernel/seal.ts'
import { addressOf, sealedAddress } from './device-address.ts'
import { devicesOf, hashOf, ownerOf, type DeviceOwner } from './own-devices.ts'
import type { PushAddress, Pusher } from './port.ts'

/** Nobody looks at more than that; what a stranger can have us write is bounded by it. */
const mostDevices = 20

export interface AddDeviceParts {
  pusher: Pusher
  seal: Seal
  attempts: Attempts
}

/** Tells a device of its owner's orders from now on. A device that is known keeps its row, whosever it was: who has its keys has it in hand. */
export const addDevice =
  ({ pusher, seal, attempts }: AddDeviceParts): ActionVerb<'pushSubscription.add'> =>
  async ({ serverKey, replaces, ...to }, ctx) => {
    const owner = ownerOf(ctx)
    await attempts.count('device', { who: owner.customerUserId ?? owner.visitorId ?? '', times: 2 })
    await refuseUnsendable(ctx, pusher, to, serverKey)
    const endpointHash = hashOf(to.endpoint)
    await lockName(ctx, `device/${endpointHash}`)
    await lockName(ctx, `devices/${owner.customerUserId ?? owner.visitorId}`)
    const locale = (replaces && (await dropReplaced(ctx, owner, replaces))) || ctx.locale
    const values = { ...owner, locale, serverKey, websiteId: ctx.website.id, updatedAt: ctx.clock.now() }
    const known = await ctx.db
      .selectFrom('pushSubscriptions')
      .select(['id', 'address'])
      .where('endpointHash', '=', endpointHash)
      .executeTakeFirst()
    const own = await devicesOf(ctx, owner)
    const isOwn = own.some((device) => device.endpointHash === endpointHash)
    if (!isOwn && own.length >= mostDevices) throw refuse('PUSH_DEVICES_FULL', { max: mostDevices })
    if (!known) {
      const id = ctx.ids.next()
      await ctx.db
        .insertInto('pushSubscriptions')
        .values({ ...values, id, endpointHash, address: sealedAddress(seal, id, to) })
        .execute()
      return { id }
    }
    if (!isOwn && addressOf(seal, known).auth !== to.auth) throw refuse('PUSH_DEVICE_OF_SOMEBODY_ELSE', {}, 'endpoint')
    await ctx.db
      .updateTable('pushSubscriptions')
      .set({ ...values, address: sealedAddress(seal, known.id, to) })
      .where('id', '=', known.id)
      .execute()
    return { id: known.id }
  }

async function refuseUnsendable(ctx: Ctx, pusher: Pusher, to: PushAddress, serverKey: string): Promise<void> {
  const problem = pusher.keyProblem(to)
  if (problem) throw refuse('FIELD_INVALID', { field: 'p256dh', problem }, 'p256dh')
  if (!pusher.knows(serverKey)) throw refuse('PUSH_KEY_OUTDATED', {}, 'serverKey')
  const reachable = await askedOutside(ctx, `where ${to.endpoint} leads`, () => pusher.isReachable(to.endpoint))
  // which address of ours it leads to is not for strangers to learn
  if (!reachable)
    throw refuse('PUSH_ENDPOINT_REFUSED', { problem: 'is no https address of the public internet' }, 'endpoint')
}

/** What the browser had before is told nothing more. Answers its language; undefined where it is not the caller's. */
async function dropReplaced(ctx: Ctx, owner: DeviceOwner, endpoint: string): Promise<string | undefined> {
  const [former] = await devicesOf(ctx, owner, endpoint)
  if (former) await ctx.db.deleteFrom('pushSubscriptions').where('id', '=', former.id).execute()
  return former?.locale
}
