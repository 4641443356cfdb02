import { model } from '@portico/schema'
import { actionRows } from '@portico/schema/projections/files'
import type { ActionVerb, Guard } from '../../../engine/index.ts'
import type { Ctx } from '../../../kernel/context.ts'
import type { ColumnMapping } from '../../../kernel/contract.ts'
import { sql } from '../../../kernel/db.ts'
import { refuse } from '../../../kernel/errors.ts'
import { guardFileAccount, setPassword } from '../file-accounts.ts'
import { guardFileProfile, type LaidOut } from '../file-profile.ts'
import { actionOf, mayHave, rightsFor, type Exchanging } from './connector-rights.ts'
import type { ExchangeParts } from './parts.ts'

interface Use extends Exchanging {
  module: string
}

type Parts = Pick<ExchangeParts, 'registry'>

/** A profile fits the connectors that use it, and is changed by those only who may do what they do: whoever says what a column means says what is written. */
export const guardProfile =
  (parts: Parts): Guard =>
  async (change, ctx) => {
    const { deed, id, given } = change
    const used = deed === 'create' ? [] : await usesOf('profile_id', id, ctx)
    const columns = given['columns'] as readonly ColumnMapping[] | undefined
    const laidOut = used.flatMap(laidOutBy)
    // what it says now, and what it is going to say
    mayDoAll(parts, used, ctx)
    await guardFileProfile(change, laidOut, ctx)
    if (columns)
      mayDoAll(
        parts,
        used.map((use) => ({ ...use, columns })),
        ctx,
      )
  }

/** What the files of a connector are laid out by. */
function laidOutBy({ entity: name, ...use }: Use): LaidOut[] {
  const action = actionOf(use)
  const entity = name === null ? undefined : model.entities.get(name)
  if (!entity) return []
  const rows = action ? actionRows(model, entity, action) : { model, entity }
  return rows ? [rows] : []
}

/** Who may come in as a partner does what the connectors read that the partner brings, and sees what they write. */
export const guardAccount =
  (parts: Parts & Pick<ExchangeParts, 'files'>): Guard =>
  async (change, ctx) => {
    await guardFileAccount(change, ctx)
    if (change.deed === 'create') await nothingLies(parts, change.given['username'] as string)
    if (change.deed === 'update' && change.given['publicKeys'] !== undefined)
      mayDoAll(parts, await usesOf('account_id', change.id, ctx), ctx)
  }

/** Under the name of an account that was deleted nobody else finds that one's files. */
async function nothingLies({ files }: Pick<ExchangeParts, 'files'>, username: string): Promise<void> {
  const { finished, unfinished } = await files.used(username)
  if (finished + unfinished === 0) return
  const problem =
    'is the name of an account that was deleted, and whose files still lie in the store: take another one, or have them taken away'
  throw refuse('FIELD_INVALID', { field: 'username', problem }, 'username')
}

/** What the settings of an integration mean (whose prices, which warehouse) is said by those only who may do what its connectors do. */
export async function mayDoAllOf(parts: Parts, integrationId: string, ctx: Ctx): Promise<void> {
  mayDoAll(parts, await usesOf('integration_id', integrationId, ctx), ctx)
}

/** See `guardAccount`. */
export const setPasswordWithin =
  (parts: Parts): ActionVerb<'fileAccount.setPassword'> =>
  async (input, ctx, wanted) => {
    mayDoAll(parts, await usesOf('account_id', input.id, ctx), ctx)
    return setPassword(input, ctx, wanted)
  }

function mayDoAll({ registry }: Parts, used: readonly Use[], { actor }: Ctx): void {
  for (const use of used) mayHave(actor, rightsFor(model, registry.module(use.module), use))
}

/** What the connectors do that name something. */
async function usesOf(
  by: 'profile_id' | 'account_id' | 'integration_id',
  id: string,
  ctx: Ctx,
): Promise<readonly Use[]> {
  const { rows } = await sql<Use>`
    select i.module, c.entity, c.settings, c.format, c.message_type, c.direction, c.mode, c.deletes, coalesce(p.columns, '[]') as columns
    from connectors c join integrations i on i.id = c.integration_id left join file_profiles p on p.id = c.profile_id
    where c.${sql.ref(by)} = ${id} order by c.position, c.code`.execute(ctx.db)
  return rows
}
