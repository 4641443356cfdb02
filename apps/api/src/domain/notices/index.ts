import type { Area, ComputedField } from '../../engine/index.ts'
import type { RunnableJob } from '../../kernel/jobs.ts'
import type { Arrival } from '../customers/index.ts'
import { addDevice, type AddDeviceParts } from './add-device.ts'
import { myDevices } from './own-devices.ts'
import { removeDevice } from './remove-device.ts'
import { noticeJob, tellDevices, type TellDevices } from './send-notice.ts'

export type { TellDevices } from './send-notice.ts'

/** The devices of a visitor are the person's whose session they open: a guest's order and later ones are told of alike. */
export const deviceArrival: Arrival = {
  take: async (ctx, { visitorId, customerUserId }) => {
    await ctx.db
      .updateTable('pushSubscriptions')
      .set({ customerUserId, updatedAt: ctx.clock.now() })
      .where('visitorId', '=', visitorId)
      .where('customerUserId', 'is', null)
      .execute()
  },
}

/** Notices on devices: who wants to be told where, and the way there. */
export function createNotices(parts: AddDeviceParts): Area & { jobs: readonly RunnableJob[]; tell: TellDevices } {
  const job = noticeJob(parts.pusher, parts.seal)
  const pushKey: ComputedField = (ids) => Promise.resolve(new Map(ids.map((id) => [id, parts.pusher.publicKey])))
  return {
    actions: { 'pushSubscription.add': addDevice(parts), 'pushSubscription.remove': removeDevice },
    questions: { 'pushSubscription.mine': myDevices },
    computed: { 'website.pushKey': pushKey },
    jobs: [job],
    tell: tellDevices(job),
  }
}
