import { isAllowedFrom } from '../kernel/addresses.ts'
import type { Attempts } from '../kernel/attempts.ts'
import type { Clock } from '../kernel/clock.ts'
import type { FolderRight, FolderRights } from '../kernel/contract.ts'
import { sql, type Db } from '../kernel/db.ts'
import { refuse } from '../kernel/errors.ts'
import { accountFolders, type AccountFolder } from '../kernel/file-store.ts'
import type { Ids } from '../kernel/ids.ts'
import { passwordMatches } from '../kernel/passwords.ts'
import { readPublicKey } from '../kernel/ssh-keys.ts'

/** A partner who brings and fetches files. */
export interface FilePartner {
  id: string
  username: string
  organizationId: string
  quotaBytes: number
  rights: Readonly<Record<AccountFolder, FolderRight>>
}

/** By what somebody came in: the password's hash, or the key as base64. What is no longer the account's own opens nothing any more. */
export type Credential = { password: string } | { key: string }

/** Somebody who has come in. */
export interface FileSignIn {
  partner: FilePartner
  credential: Credential
  ip: string
}

/** One thing that a partner did with a file. */
export interface FileDeed {
  deed: 'bring' | 'fetch' | 'rename' | 'remove'
  /** What it was about: `path`, `size`, `to`. */
  about: Readonly<Record<string, string | number>>
}

export interface FileAccountsParts {
  db: Db
  clock: Clock
  ids: Ids
  attempts: Attempts
}

const all: FolderRight = { read: true, write: true, delete: true }
const none: FolderRight = { read: false, write: false, delete: false }
const usual: Readonly<Record<AccountFolder, FolderRight>> = {
  inbound: all,
  outbound: { read: true, write: false, delete: true },
  archive: { ...none, read: true },
  error: { ...none, read: true },
  tmp: all,
}

function rightsOf(given: FolderRights | null): FilePartner['rights'] {
  if (!given) return usual
  return Object.fromEntries(
    accountFolders.map((folder) => [folder, { ...none, ...given[folder] }]),
  ) as FilePartner['rights']
}

const columns = [
  'id',
  'username',
  'organizationId',
  'quotaBytes',
  'rights',
  'active',
  'publicKeys',
  'allowedIps',
  'passwordHash',
] as const

/** Longer than any name of ours. */
const longestName = 60
/** lastSeenAt is told this often: a middleware that looks in every few seconds would write a row each time. */
const seenSeconds = 60

/** Accounts of partners who come by SFTP. */
export function createFileAccounts({ db, clock, ids, attempts }: FileAccountsParts) {
  const named = (username: string) =>
    db
      .selectFrom('fileAccounts')
      .select(columns)
      .where('username', '=', username.slice(0, longestName + 1))
      .executeTakeFirst()
  type Row = NonNullable<Awaited<ReturnType<typeof named>>>

  const partnerOf = ({ id, username, organizationId, quotaBytes, rights }: Row): FilePartner => ({
    id,
    username,
    organizationId,
    quotaBytes: Number(quotaBytes),
    rights: rightsOf(rights),
  })

  async function admit(row: Row, ip: string, credential: Credential): Promise<FileSignIn> {
    if (!isAllowedFrom(ip, row.allowedIps)) throw refuse('ADDRESS_NOT_ALLOWED', { address: ip })
    const now = clock.now()
    await sql`update file_accounts set last_seen_at = ${now}
      where id = ${row.id} and (last_seen_at is null or last_seen_at < ${new Date(now.getTime() - seenSeconds * 1000)})`.execute(
      db,
    )
    return { partner: partnerOf(row), credential, ip }
  }

  return {
    /**
     * Takes the same time where there is no such account. Only what was no right password stays counted, so that a middleware may come as often as it likes.
     * Refuses with RATE_LIMITED, CREDENTIALS_WRONG, ADDRESS_NOT_ALLOWED.
     */
    async byPassword(username: string, password: string, ip: string): Promise<FileSignIn> {
      const tries = [{ who: ip }, { who: username, times: 10 as const }]
      await attempts.count('file-sign-in', ...tries)
      const row = await named(username)
      const right = await passwordMatches(row?.passwordHash, password.slice(0, 200))
      if (!row?.active || !row.passwordHash || !right) throw refuse('CREDENTIALS_WRONG', {}, 'password')
      await attempts.forgive('file-sign-in', ...tries)
      return admit(row, ip, { password: row.passwordHash })
    },

    /** Whether a key (RFC 4253, 6.6) would open the account, before anybody proved to have it. */
    async hasKey(username: string, blob: Buffer): Promise<boolean> {
      const row = await named(username)
      return !!row?.active && holds(row, { key: blob.toString('base64') })
    },

    /** For whoever has proved to have the key. Refuses with CREDENTIALS_WRONG, ADDRESS_NOT_ALLOWED. */
    async byKey(username: string, blob: Buffer, ip: string): Promise<FileSignIn> {
      const row = await named(username)
      const credential = { key: blob.toString('base64') }
      if (!row?.active || !holds(row, credential)) throw refuse('CREDENTIALS_WRONG', {}, 'publicKeys')
      return admit(row, ip, credential)
    },

    /**
     * What has become of those who are in, in one statement: their partner as it is now; missing is who may stay no longer, because the account, its password or key, or
     * the address they call from is not what it was.
     */
    async standing(present: readonly FileSignIn[]): Promise<ReadonlyMap<FileSignIn, FilePartner>> {
      if (present.length === 0) return new Map()
      const rows = await db
        .selectFrom('fileAccounts')
        .select(columns)
        .where('id', 'in', [...new Set(present.map(({ partner }) => partner.id))])
        .execute()
      const byId = new Map(rows.map((row) => [row.id, row]))
      return new Map(
        present.flatMap((one) => {
          const row = byId.get(one.partner.id)
          const stays = row?.active && holds(row, one.credential) && isAllowedFrom(one.ip, row.allowedIps)
          return stays ? [[one, partnerOf(row)]] : []
        }),
      )
    },

    /** Writes into the audit log what a partner did. */
    async tell({ partner, ip }: FileSignIn, { deed, about }: FileDeed, requestId: string): Promise<void> {
      const at = clock.now()
      await db
        .insertInto('auditEntries')
        .values({
          id: ids.next(),
          at,
          by: 'fileAccount',
          principalId: partner.id,
          principal: partner.username,
          organizationId: partner.organizationId,
          ip,
          door: 'sftp',
          requestId,
          entity: 'fileAccount',
          rowId: partner.id,
          deed,
          after: JSON.stringify(about),
          createdAt: at,
          updatedAt: at,
        })
        .execute()
    },
  }

  function holds({ passwordHash, publicKeys }: Row, credential: Credential): boolean {
    if ('password' in credential) return passwordHash === credential.password
    return publicKeys.some((line) => {
      const key = readPublicKey(line)
      return 'blob' in key && key.blob.toString('base64') === credential.key
    })
  }
}

export type FileAccounts = ReturnType<typeof createFileAccounts>
