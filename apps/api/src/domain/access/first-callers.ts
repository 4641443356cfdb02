import { randomBytes } from 'node:crypto'
import type { Grant } from '../../engine/records/index.ts'
import { asJson, type Db } from '../../kernel/db.ts'
import { hashToken, type Ids } from '../../kernel/ids.ts'
import { hashPassword } from '../../kernel/passwords.ts'

// Whoever opens the back office for the first time: made by the operator of the house, at the database, since nobody may come in yet.

interface Parts {
  /** A transaction. */
  db: Db
  ids: Ids
  now: Date
}

/** What went wrong, in words for the operator. */
export class NotPossible extends Error {}

/** What a first company is asked: its name, and how its first website speaks and counts (codes of ISO 639, 4217 and 3166). */
export interface Founding {
  name: string | undefined
  language: string
  currency: string
  country: string
  url: string | undefined
}

/**
 * The company that somebody works for: the one of this name; without a name the only one. Where there is none at all it is made, with a website: whoever calls, calls in one.
 */
export async function organizationFor({ db, ids, now }: Parts, founding: Founding): Promise<string> {
  const { name, language, currency, country, url } = founding
  const all = await db.selectFrom('organizations').select(['id', 'name']).orderBy('name').execute()
  const found = name === undefined ? (all.length === 1 ? all[0] : undefined) : all.find((one) => one.name === name)
  if (found) return found.id
  if (all.length > 0)
    throw new NotPossible(
      `Give --organization, one of: ${all.map((one) => `"${one.name}"`).join(', ')}. More of them are made at the doors.`,
    )
  if (name === undefined)
    throw new NotPossible('There is no company in this database yet: name it by --organization "Our company".')
  const id = ids.next()
  await db.insertInto('organizations').values({ id, name, createdAt: now, updatedAt: now }).execute()
  await db
    .insertInto('websites')
    .values({
      ...{ id: ids.next(), code: 'default', name, url, isDefault: true, organizationId: id },
      ...{ defaultLocale: language, locales: [language], defaultCurrency: currency, currencies: [currency] },
      ...{ defaultCountry: country, shippingCountries: [country], createdAt: now, updatedAt: now },
    })
    .execute()
  return id
}

/** The role `administrator`, with the right to everything. Refuses where a role of this code gives less. */
async function administrators({ db, ids }: Parts): Promise<string> {
  const code = 'administrator'
  const role = await db.selectFrom('roles').select(['id', 'grants']).where('code', '=', code).executeTakeFirst()
  const whole = (role?.grants as Partial<Grant>[] | undefined)?.some(
    ({ entity, deed, level, hidden, frozen }) =>
      entity === '*' && deed === '*' && level === 'all' && !hidden?.length && !frozen?.length,
  )
  if (role && !whole)
    throw new NotPossible(
      'The role "administrator" of this database gives less than everything: give it back its right.',
    )
  if (role) return role.id
  const id = ids.next()
  await db
    .insertInto('roles')
    .values({
      id,
      code,
      name: 'Administrator',
      note: 'Everything, everywhere.',
      grants: asJson([{ entity: '*', deed: '*', level: 'all' }]),
    })
    .execute()
  return id
}

/** 120 random bits, in letters that can be read out. */
const newPassword = () => randomBytes(15).toString('base64url')

/**
 * A person who may do everything, or one who is there already and has lost the way in: their password is a new one, they are active, may call from anywhere, and have the role; what was opened by the
 * former one ends.
 * Answers the password, which is not told again.
 */
export async function makeAdministrator(
  parts: Parts,
  { email, name, organizationId }: { email: string; name: string | undefined; organizationId: string },
): Promise<{ password: string; isNew: boolean }> {
  const { db, ids, now } = parts
  const password = newPassword()
  const passwordHash = await hashPassword(password)
  const known = await db.selectFrom('users').select('id').where('email', '=', email).forUpdate().executeTakeFirst()
  const id = known?.id ?? ids.next()
  if (known)
    await db
      .updateTable('users')
      .set({ passwordHash, active: true, allowedIps: [], updatedAt: now })
      .where('id', '=', id)
      .execute()
  else
    await db
      .insertInto('users')
      .values({
        id,
        email,
        name: name ?? email.split('@')[0]!,
        passwordHash,
        organizationId,
        createdAt: now,
        updatedAt: now,
      })
      .execute()
  if (known)
    await db
      .updateTable('oauthArtifacts')
      .set({ revokedAt: now })
      .where('userId', '=', id)
      .where('revokedAt', 'is', null)
      .execute()
  await db
    .insertInto('userRoles')
    .values({ id: ids.next(), userId: id, roleId: await administrators(parts) })
    .onConflict((there) => there.columns(['userId', 'roleId']).doNothing())
    .execute()
  return { password, isNew: !known }
}

/** A system that may do everything. Answers its secret, which is not told again. Refuses a name that is taken. */
export async function makeClient(
  parts: Parts,
  { clientId, name, organizationId }: { clientId: string; name: string | undefined; organizationId: string },
): Promise<{ secret: string }> {
  const { db, ids, now } = parts
  const taken = await db.selectFrom('apiClients').select('id').where('clientId', '=', clientId).executeTakeFirst()
  if (taken)
    throw new NotPossible(
      `There is a client "${clientId}" already: take another name, or issue it a new secret at the doors.`,
    )
  const secret = `ps_${randomBytes(32).toString('base64url')}`
  const id = ids.next()
  await db
    .insertInto('apiClients')
    .values({
      id,
      clientId,
      name: name ?? clientId,
      kind: 'integration',
      secretHash: hashToken(secret),
      organizationId,
      createdAt: now,
      updatedAt: now,
    })
    .execute()
  await db
    .insertInto('apiClientRoles')
    .values({ id: ids.next(), clientId: id, roleId: await administrators(parts) })
    .execute()
  return { secret }
}
