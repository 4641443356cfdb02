import { z } from 'zod'
import type { Ctx } from '../../kernel/context.ts'
import { defineJob, enqueue, withdraw, type Job } from '../../kernel/jobs.ts'
import type { PostAnswer } from '../../kernel/public-internet.ts'
import type { Seal } from '../../kernel/seal.ts'
import { addressOf } from './device-address.ts'
import type { DeviceOwner } from './own-devices.ts'
import type { Pusher } from './port.ts'

/** What a device shows, in its language; `path` is a page of the shop. */
export interface Notice {
  title: string
  body: string
  path: string
}

/** A notice for somebody, wherever they want to be told. */
export interface NoticeFor {
  owner: DeviceOwner
  /** What it is about: an id. A notice about the same replaces what has not arrived yet, and what the device still shows. */
  about: string
  /** Stable: the same notice is sent to a device once. */
  key: string
  say(locale: string): Notice
}

/** Tells somebody on all of their devices. In the open transaction: notices are sent exactly if it commits. */
export type TellDevices = (ctx: Ctx, notice: NoticeFor) => Promise<void>

const payload = z.object({
  deviceId: z.uuid(),
  about: z.uuid(),
  notice: z.object({ title: z.string(), body: z.string(), path: z.string() }),
  /** When it is of no use any more. */
  until: z.iso.datetime(),
  /** How often it was tried. */
  tries: z.number().int(),
  /** Sent without words, because the push service found them too long. */
  bare: z.boolean(),
})
export type NoticeJob = Job<z.infer<typeof payload>>

const [minute, hour] = [60_000, 3_600_000]
/** Who learns of it a day later has found out otherwise. */
const usefulFor = 24 * hour
/** The waits between tries, in milliseconds. What the push service asks for is the least. */
const waits = [minute, 5 * minute, 30 * minute, 2 * hour, 6 * hour, 12 * hour]

/** Sends a notice to one device, and sees to what the push service says of it (RFC 8030, 5; RFC 8292, 4.2). */
export function noticeJob(pusher: Pusher, seal: Seal): NoticeJob {
  const job: NoticeJob = defineJob({
    name: 'notices.send',
    payload,
    run: async (given, ctx) => {
      const device = await ctx.db
        .selectFrom('pushSubscriptions')
        .select(['id', 'address', 'serverKey'])
        .where('id', '=', given.deviceId)
        .executeTakeFirst()
      const at = ctx.clock.now()
      const left = Date.parse(given.until) - at.getTime()
      if (!device || left <= 0) return
      const answer = await pusher.send({
        to: addressOf(seal, device),
        serverKey: device.serverKey,
        body: given.bare ? null : JSON.stringify({ ...given.notice, tag: given.about }),
        ttl: Math.floor(left / 1_000),
        about: given.about.replaceAll('-', ''),
        at,
      })
      const next = await heeded(ctx, { ...answer, deviceId: device.id, bare: given.bare, tries: given.tries })
      if (next && next.waitMs < left)
        await enqueue(
          ctx,
          job,
          { ...given, ...next.given },
          { runAt: new Date(at.getTime() + next.waitMs), key: againKey(given.about, device.id) },
        )
    },
  })
  return job
}

/** What a notice waits under for its next try, until a later one about the same takes its place. */
const againKey = (about: string, deviceId: string) => `notice-${about}-${deviceId}-again`

/** What is to be done about an answer: nothing, or the same once more, when and how. */
async function heeded(
  ctx: Ctx,
  { deviceId, bare, tries, ...answer }: PostAnswer & { deviceId: string; bare: boolean; tries: number },
): Promise<{ waitMs: number; given: { tries: number; bare: boolean } } | undefined> {
  const { status, problem, retryAfterSeconds = 0 } = answer
  if (status !== undefined && status >= 200 && status < 300) return undefined
  // the browser has forgotten the subscription, or its owner has turned notices off there
  if (status === 404 || status === 410) {
    await ctx.db.deleteFrom('pushSubscriptions').where('id', '=', deviceId).execute()
    return undefined
  }
  if (status === 413 && !bare) return { waitMs: 0, given: { tries, bare: true } }
  const wait = waits[tries]
  const passing = status === undefined || status === 429 || status >= 500
  if (!passing || wait === undefined) {
    ctx.log.warn({ device: deviceId, status, problem, said: answer.start }, 'a notice was not taken')
    return undefined
  }
  return { waitMs: Math.max(wait, retryAfterSeconds * 1_000), given: { tries: tries + 1, bare } }
}

/** Puts a notice into the queue, once for each device of whom it is for. */
export const tellDevices =
  (job: NoticeJob): TellDevices =>
  async (ctx, { owner, about, key, say }) => {
    const devices = await ctx.db
      .selectFrom('pushSubscriptions')
      .select(['id', 'locale'])
      .where((where) =>
        where.or([
          where('customerUserId', '=', owner.customerUserId),
          ...(owner.visitorId ? [where('visitorId', '=', owner.visitorId)] : []),
        ]),
      )
      .execute()
    const until = new Date(ctx.clock.now().getTime() + usefulFor).toISOString()
    for (const { id: deviceId, locale } of devices) {
      await withdraw(ctx, againKey(about, deviceId))
      await enqueue(
        ctx,
        job,
        { deviceId, about, notice: say(locale), until, tries: 0, bare: false },
        { key: `${key}-${deviceId}` },
      )
    }
  }
