import type { Ctx } from '../../../kernel/context.ts'
import { sql } from '../../../kernel/db.ts'
import type { Owned } from './owner.ts'
import type { SealedSecrets } from './secrets.ts'

/** A message in hand. */
export interface Claimed {
  id: string
  topic: string
  entity: string
  rowId: string
  gone: boolean
  sequence: string
  occurredAt: Date
  attempts: number
}

/** Where to, for whom, and how. */
export interface Target extends SealedSecrets, Owned {
  url: string
  payload: 'thin' | 'full'
  topics: string[]
  /** Of a full payload about what the topics tell of. */
  fields: string[]
}

/** Nobody has the message in hand, or who had it died. One that is much longer than leases are was given by a clock that was wrong. */
const free = (now: Date, leaseMs: number) =>
  sql`(d.leased_until is null or d.leased_until <= ${now} or d.leased_until > ${new Date(now.getTime() + 2 * leaseMs)})`

/** Subscriptions for which something is due now. One statement; looks at one message of each. */
export async function dueSubscriptions({ db, clock }: Pick<Ctx, 'db' | 'clock'>, leaseMs: number): Promise<string[]> {
  const now = clock.now()
  const { rows } = await sql<{ id: string }>`
    select s.id from webhook_subscriptions s
    where s.active and s.secret is not null and exists (
      select from webhook_deliveries d where d.subscription_id = s.id and d.state = 'waiting' and d.next_attempt_at <= ${now}
        and ${free(now, leaseMs)})`.execute(db)
  return rows.map(({ id }) => id)
}

/**
 * Takes up to `limit` messages of a subscription that are due, of each row the oldest only: the next one of it can be taken when that is delivered or dead. Nobody
 * else takes them until `leaseMs` have passed, so that what a process that died had in hand is sent again.
 */
export async function claim(
  { db, clock }: Pick<Ctx, 'db' | 'clock'>,
  subscriptionId: string,
  limit: number,
  leaseMs: number,
): Promise<Claimed[]> {
  const now = clock.now()
  const { rows } = await sql<Claimed>`
    with due as (
      select d.id from webhook_deliveries d
      where d.subscription_id = ${subscriptionId} and d.state = 'waiting' and d.next_attempt_at <= ${now}
        and ${free(now, leaseMs)}
        and d.id = (
          select e.id from webhook_deliveries e
          where e.subscription_id = d.subscription_id and e.row_id = d.row_id and e.state = 'waiting'
          order by e.sequence, e.id limit 1)
      order by d.next_attempt_at, d.sequence
      limit ${limit} for update skip locked)
    update webhook_deliveries d set leased_until = ${new Date(now.getTime() + leaseMs)}, attempts = d.attempts + 1
    from due where d.id = due.id
    returning d.id, d.topic, d.entity, d.row_id, d.gone, d.sequence, d.occurred_at, d.attempts`.execute(db)
  return rows.sort((one, other) => Number(one.sequence) - Number(other.sequence))
}

export async function targetOf({ db }: Pick<Ctx, 'db'>, id: string): Promise<Target | undefined> {
  return await db
    .selectFrom('webhookSubscriptions')
    .select([
      'id',
      'url',
      'payload',
      'topics',
      'fields',
      'clientId',
      'userId',
      'tokenScopes',
      'secret',
      'formerSecret',
      'formerSecretUntil',
    ])
    .where('id', '=', id)
    .where('active', '=', true)
    .where('secret', 'is not', null)
    .executeTakeFirst()
}
