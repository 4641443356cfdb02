import { generateKeyPairSync, randomBytes } from 'node:crypto'
import type { Clock } from '../../kernel/clock.ts'
import { sql, type Db } from '../../kernel/db.ts'
import type { Seal } from '../../kernel/seal.ts'
import { signing } from './clients.ts'

type Purpose = 'signing' | 'cookies'

/** What the authorization server signs with: the first of each; the others prove what was signed before. */
export interface SigningKeys {
  jwks: { keys: Record<string, unknown>[] }
  cookies: string[]
  /** The same as long as the keys are. */
  version: string
}

/** Retired keys are still published for so long: longer than anything lives that they have signed. */
const keptDays = 30
const oneAtATime = 7_041_976_021

const makers: Record<Purpose, (id: string) => string> = {
  signing: (kid) => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    return JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid, use: 'sig', alg: signing })
  },
  cookies: () => randomBytes(32).toString('base64url'),
}

async function make(db: Db, seal: Seal, now: Date, purpose: Purpose): Promise<void> {
  const id = `${purpose}-${randomBytes(9).toString('base64url')}`
  await db
    .insertInto('signingKeys')
    .values({ id, purpose, sealed: seal.close(makers[purpose](id), `key/${id}`), createdAt: now })
    .execute()
}

/** The keys as they are, newest first; makes the first ones. Throws Error where they were sealed by another PORTICO_SECRET_KEY. */
export async function loadKeys(db: Db, seal: Seal, clock: Clock): Promise<SigningKeys> {
  const rows = await kept(db, clock)
  const missing = (['signing', 'cookies'] as const).filter(
    (purpose) => !rows.some((row) => row.purpose === purpose && !row.retiredAt),
  )
  if (missing.length > 0) {
    await db.transaction().execute(async (inside) => {
      await sql`select pg_advisory_xact_lock(${oneAtATime})`.execute(inside)
      const since = await kept(inside, clock)
      for (const purpose of missing)
        if (!since.some((row) => row.purpose === purpose && !row.retiredAt))
          await make(inside, seal, clock.now(), purpose)
    })
    return loadKeys(db, seal, clock)
  }
  const open = (purpose: Purpose) =>
    rows.filter((row) => row.purpose === purpose).map(({ id, sealed }) => seal.open(sealed, `key/${id}`))
  return {
    jwks: { keys: open('signing').map((text) => JSON.parse(text) as Record<string, unknown>) },
    cookies: open('cookies'),
    version: versionOf(rows),
  }
}

/** Changes with every rotation. One statement. */
export async function keysVersion(db: Db, clock: Clock): Promise<string> {
  return versionOf(await kept(db, clock))
}

const versionOf = (rows: readonly { id: string; retiredAt: Date | null }[]) =>
  rows.map(({ id, retiredAt }) => `${id}${retiredAt ? '-' : '+'}`).join(' ')

function kept(db: Db, clock: Clock) {
  const since = new Date(clock.now().getTime() - keptDays * 86_400_000)
  return db
    .selectFrom('signingKeys')
    .selectAll()
    .where((where) => where.or([where('retiredAt', 'is', null), where('retiredAt', '>', since)]))
    .orderBy(sql`retired_at is not null`)
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .execute()
}

/**
 * New keys in the place of those that sign; takes away what was retired long ago. Throws Error where this seal opens none of the present ones: what it would seal no process
 * of the house could open.
 */
export async function rotateKeys(
  db: Db,
  seal: Seal,
  clock: Clock,
): Promise<{ made: number; retired: number; forgotten: number }> {
  return db.transaction().execute(async (inside) => {
    await sql`select pg_advisory_xact_lock(${oneAtATime})`.execute(inside)
    const now = clock.now()
    for (const { id, sealed } of await kept(inside, clock)) seal.open(sealed, `key/${id}`)
    const since = new Date(now.getTime() - keptDays * 86_400_000)
    const forgotten = await inside.deleteFrom('signingKeys').where('retiredAt', '<', since).executeTakeFirst()
    const retired = await inside
      .updateTable('signingKeys')
      .set({ retiredAt: now })
      .where('retiredAt', 'is', null)
      .executeTakeFirst()
    await make(inside, seal, now, 'signing')
    await make(inside, seal, now, 'cookies')
    return { made: 2, retired: Number(retired.numUpdatedRows), forgotten: Number(forgotten.numDeletedRows) }
  })
}

export interface KeyState {
  id: string
  purpose: Purpose
  madeAt: Date
  retiredAt: Date | null
  /** From when on what it has signed is proved no more; null while it signs. */
  forgottenAt: Date | null
}

/** The keys that there are, those that sign first. */
export async function keyStates(db: Db, clock: Clock): Promise<KeyState[]> {
  return (await kept(db, clock)).map(({ id, purpose, createdAt, retiredAt }) => ({
    id,
    purpose,
    madeAt: createdAt,
    retiredAt,
    forgottenAt: retiredAt && new Date(retiredAt.getTime() + keptDays * 86_400_000),
  }))
}
