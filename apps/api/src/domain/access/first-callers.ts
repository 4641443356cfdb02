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
  /** Whoever runs the command, by their name at the machine, and the one run of it. */
  operator: { name: string; requestId: string }
}

/** Tells the audit log of rows that an operator has made or changed; of what proves somebody, only that it is another one. */
async function tellOperator(
  { db, ids, now: at, operator }: Parts,
  organizationId: string,
  deeds: readonly { entity: string; deed: 'create' | 'update'; id: string; after: Readonly<Record<string, unknown>> }[],
): Promise<void> {
  await db
    .insertInto('auditEntries')
    .values(
      deeds.map(({ entity, deed, id, after }) => ({
        ...{ id: ids.next(), at, by: 'operator' as const, principalId: '', principal: operator.name.slice(0, 160) },
        ...{ organizationId, door: 'command', requestId: operator.requestId, entity, rowId: id, deed },
        ...{ after: JSON.stringify(after), createdAt: at, updatedAt: at },
      })),
    )
    .execute()
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
export async function organizationFor(parts: Parts, founding: Founding): Promise<string> {
  const { db, ids, now } = parts
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
  const website = {
    ...{ code: 'default', name, url, isDefault: true, organizationId: id },
    ...{ defaultLocale: language, locales: [language], defaultCurrency: currency, currencies: [currency] },
    ...{ defaultCountry: country, shippingCountries: [country] },
  }
  const websiteId = ids.next()
  await db
    .insertInto('websites')
    .values({ ...website, id: websiteId, createdAt: now, updatedAt: now })
    .execute()
  await tellOperator(parts, id, [
    { entity: 'organization', deed: 'create', id, after: { name } },
    { entity: 'website', deed: 'create', id: websiteId, after: website },
  ])
  return id
}

/** The role `administrator`, with the right to everything. Refuses where a role of this code gives less. */
async function administrators(parts: Parts, organizationId: string): Promise<string> {
  const { db, ids } = parts
  const code = 'administrator'
  const known = await db.selectFrom('roles').select(['id', 'grants']).where('code', '=', code).executeTakeFirst()
  const whole = (known?.grants as Partial<Grant>[] | undefined)?.some(
    ({ entity, deed, level, hidden, frozen }) =>
      entity === '*' && deed === '*' && level === 'all' && !hidden?.length && !frozen?.length,
  )
  if (known && !whole)
    throw new NotPossible(
      'The role "administrator" of this database gives less than everything: give it back its right.',
    )
  if (known) return known.id
  const id = ids.next()
  const grants = [{ entity: '*', deed: '*', level: 'all' }]
  const role = { code, name: 'Administrator', note: 'Everything, everywhere.' }
  await db
    .insertInto('roles')
    .values({ id, ...role, grants: asJson(grants) })
    .execute()
  await tellOperator(parts, organizationId, [{ entity: 'role', deed: 'create', id, after: { ...role, grants } }])
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
  const roleId = await administrators(parts, organizationId)
  const linkId = ids.next()
  const { numInsertedOrUpdatedRows: linked } = await db
    .insertInto('userRoles')
    .values({ id: linkId, userId: id, roleId })
    .onConflict((there) => there.columns(['userId', 'roleId']).doNothing())
    .executeTakeFirstOrThrow()
  const open = { active: true, allowedIps: [], password: '…' }
  await tellOperator(parts, organizationId, [
    known
      ? { entity: 'user', deed: 'update', id, after: open }
      : { entity: 'user', deed: 'create', id, after: { email, ...open } },
    ...(linked ? [{ entity: 'userRole', deed: 'create' as const, id: linkId, after: { userId: id, roleId } }] : []),
  ])
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
  const roleId = await administrators(parts, organizationId)
  const linkId = ids.next()
  await db.insertInto('apiClientRoles').values({ id: linkId, clientId: id, roleId }).execute()
  await tellOperator(parts, organizationId, [
    { entity: 'apiClient', deed: 'create', id, after: { clientId, kind: 'integration', secret: '…' } },
    { entity: 'apiClientRole', deed: 'create', id: linkId, after: { clientId: id, roleId } },
  ])
  return { secret }
}
