import { model } from '@portico/schema'
import { writesByFile } from '@portico/schema/projections/files'
import type { BackOfficeActor, Ctx } from '../../../kernel/context.ts'
import type { Db } from '../../../kernel/db.ts'
import { refuse, type Refusal } from '../../../kernel/errors.ts'
import type { ExchangeDeed } from '../port.ts'
import { lackedBy, rightsFor, type Right } from './connector-rights.ts'
import type { ErrandSaid } from './errand.ts'
import type { ExchangeParts } from './parts.ts'

/** Who wrote a connector: its runs do what they may do, within the scopes of the token that they wrote it with. */
export interface WriterSaid {
  by: 'client' | 'user'
  id: string
  name: string
  scopes?: readonly string[]
}

/** Who somebody of the back office is now, with the rights that they have now; undefined: gone, or switched off. */
export type WriterOf = (db: Db, writer: WriterSaid) => Promise<BackOfficeActor | undefined>

/** What is kept of who writes a connector; undefined: the house itself does. */
export const writerSaid = ({ actor }: Ctx): WriterSaid | undefined =>
  actor.kind === 'backOffice'
    ? { by: actor.by, id: actor.principalId, name: actor.name, ...(actor.scopes ? { scopes: actor.scopes } : {}) }
    : undefined

/** Whoever wrote the connector of a run may not do any more what it does; in words for people. */
export class WriterLacks extends Error {}

/** In whose name a run works. */
export interface Standing {
  /** Why nothing of this kind may be done; undefined: it may. */
  refusal(deed: ExchangeDeed): Refusal | undefined
  /** The context in which rows of an entity are written: as the house, but where it matters who writes. */
  writing(entity: string, ctx: Ctx): Ctx
  /** The context in which rows are read that go out: as whoever wrote the connector, so that no more goes out than they may see. */
  reading(ctx: Ctx): Ctx
}

/** In whose name a run works, now. Throws WriterLacks. */
export async function standingOf(
  { registry, writerOf }: Pick<ExchangeParts, 'registry' | 'writerOf'>,
  { connector, integration, profile }: ErrandSaid,
  ctx: Ctx,
): Promise<Standing> {
  const { writer } = connector
  const actor = writer ? await writerOf(ctx.db, writer) : undefined
  if (writer && !actor)
    throw new WriterLacks(
      `${writer.name}, who wrote the connector ${connector.code}, is gone or switched off. Somebody who may do what it does must write it once more (any change will do), and have the integration go on.`,
    )
  if (!actor) return { refusal: refusalFor(undefined), writing: (_, own) => own, reading: (own) => own }
  const rights = rightsFor(model, registry.module(integration.module), { ...connector, columns: profile.columns })
  const lacking = lackedBy(actor, rights)
  if (lacking)
    throw new WriterLacks(
      `${writer!.name}, who wrote the connector ${connector.code}, may not do ${lacking.entity}.${lacking.deed} any more. Give that right back, or have somebody who has it write the connector once more, and have the integration go on.`,
    )
  return {
    refusal: refusalFor(actor),
    // what is said there of rights is said of whoever writes
    writing: (entity, own) => (model.entities.get(entity)?.area === 'integrations' ? { ...own, actor } : own),
    reading: (own) => ({ ...own, actor }),
  }
}

function refusalFor(actor: BackOfficeActor | undefined) {
  const known = new Map<string, Refusal | undefined>()
  return (deed: ExchangeDeed): Refusal | undefined => {
    const asked = askedBy(deed)
    const name = asked.map((right) => `${right.entity}.${right.deed}`).join()
    if (!known.has(name)) known.set(name, judged(asked, actor))
    return known.get(name)
  }
}

function judged(asked: readonly Right[], actor: BackOfficeActor | undefined): Refusal | undefined {
  const entity = model.entities.get(asked[0]!.entity)
  const never = entity && entity.writes.length > 0 && writesByFile(entity).length === 0
  const lacking = never ? asked[0] : actor && lackedBy(actor, asked)
  return lacking && refuse('FORBIDDEN', { what: `${lacking.entity}.${lacking.deed}` })
}

function askedBy(deed: ExchangeDeed): readonly Right[] {
  if ('rest' in deed) return [{ entity: deed.rest, deed: 'delete' }]
  if ('action' in deed) {
    const [entity = '', name = ''] = deed.action.split('.')
    return [{ entity, deed: name }]
  }
  const { entity, mode } = deed
  return (mode === 'upsert' ? ['create', 'update'] : [mode]).map((one) => ({ entity, deed: one }))
}
