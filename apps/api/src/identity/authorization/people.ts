import type { Db } from '../../kernel/db.ts'
import type { Realm } from './realms.ts'

/** Somebody as the sign-in page knows them. */
export interface Person {
  id: string
  email: string
  name: string
  organizationId: string
  passwordHash: string | null
  active: boolean
  allowedIps: readonly string[]
  lastSignInAt: Date | null
}

/** An app to which people sign in. */
export interface App {
  id: string
  clientId: string
  name: string
  organizationId: string
  /** The shop whose customers sign in. */
  website: { id: string; name: string } | undefined
}

/** The people of a realm. */
export interface People {
  /** The entity that they are. */
  entity: 'user' | 'customerUser'
  /** Who is called so, of those who may sign in to an app. */
  named(email: string, app: App): Promise<Person | undefined>
  byId(id: string): Promise<Person | undefined>
  signedIn(id: string, at: Date): Promise<void>
}

export const peopleOf = ({ audience }: Realm, db: Db): People => (audience === 'backOffice' ? staff(db) : shoppers(db))

function staff(db: Db): People {
  const all = db
    .selectFrom('users')
    .select(['id', 'email', 'name', 'organizationId', 'passwordHash', 'active', 'allowedIps', 'lastSignInAt'])
  return {
    entity: 'user',
    named: (email) => all.where('email', '=', email).executeTakeFirst(),
    byId: (id) => all.where('id', '=', id).executeTakeFirst(),
    signedIn: async (id, lastSignInAt) =>
      void (await db.updateTable('users').set({ lastSignInAt }).where('id', '=', id).execute()),
  }
}

function shoppers(db: Db): People {
  const all = db
    .selectFrom('customerUsers')
    .innerJoin('customers', 'customers.id', 'customerUsers.customerId')
    .select([
      'customerUsers.id',
      'customerUsers.email',
      'customerUsers.firstName',
      'customerUsers.lastName',
      'customers.organizationId',
      'customerUsers.passwordHash',
      'customerUsers.active',
      'customers.active as customerActive',
      'customerUsers.lastSignInAt',
    ])
  type Row = Awaited<ReturnType<typeof all.executeTakeFirst>>
  const person = (row: Row): Person | undefined =>
    row && {
      ...row,
      name: `${row.firstName} ${row.lastName}`,
      active: row.active && row.customerActive,
      allowedIps: [],
    }
  return {
    entity: 'customerUser',
    named: async (email, { website }) =>
      person(
        await all
          .where('customerUsers.email', '=', email)
          .where('customerUsers.websiteId', '=', website?.id ?? null)
          .executeTakeFirst(),
      ),
    byId: async (id) => person(await all.where('customerUsers.id', '=', id).executeTakeFirst()),
    signedIn: async (id, lastSignInAt) =>
      void (await db.updateTable('customerUsers').set({ lastSignInAt }).where('id', '=', id).execute()),
  }
}

/** An app by its client_id. */
export async function appOf(db: Db, clientId: string): Promise<App | undefined> {
  const row = await db
    .selectFrom('apiClients')
    .leftJoin('websites', 'websites.id', 'apiClients.websiteId')
    .select(['apiClients.id', 'apiClients.clientId', 'apiClients.name', 'apiClients.organizationId'])
    .select(['websites.id as websiteId', 'websites.name as websiteName'])
    .where('apiClients.clientId', '=', clientId)
    .executeTakeFirst()
  if (!row) return undefined
  const { websiteId, websiteName, ...app } = row
  return { ...app, website: websiteId && websiteName ? { id: websiteId, name: websiteName } : undefined }
}
