import { createHash } from 'node:crypto'
import type { Ctx } from '../../../kernel/context.ts'
import { transaction } from '../../../kernel/db.ts'
import type { Calling, ExchangeModule, Fetched } from '../port.ts'
import { CallFailed } from '../port.ts'
import { applyPart } from './apply-part.ts'
import { chunksOf } from './chunks.ts'
import { decodingOf, type Errand, type Position } from './errand.ts'
import { mannerOf } from './house-wins.ts'
import type { ExchangeParts } from './parts.ts'
import { pictureKeeper } from './picture-keeper.ts'
import { credentialsOf } from './steer-integration.ts'
import { advance, nothing, stillRuns } from './steps.ts'
import { takeIn } from './take-in.ts'
import { type Taking } from './taking.ts'

/** What a call to the other system needs. */
export const callingOf = (
  { seal, pictures }: Pick<ExchangeParts, 'seal' | 'pictures'>,
  errand: Errand,
  signal: AbortSignal,
): Calling => ({
  ...decodingOf(errand),
  credentials: credentialsOf(errand.integration, seal),
  pictures: pictureKeeper(pictures, errand.run.dryRun || errand.run.position?.trial === true),
  signal,
})

/** Calls for what is new behind the connector's cursor, page by page. Throws Stopped, and whatever the module throws. */
export async function fetchPages(taking: Taking, module: ExchangeModule): Promise<void> {
  const { run, connector } = taking.errand
  if (run.position?.phase !== 'end')
    run.position = {
      ...(run.position ?? { phase: 'read', records: 0 }),
      trial: run.position?.trial ?? (run.dryRun || Number(connector.maxRefusedPercent) < 100),
    }
  await takeIn(taking, () => goThrough(taking, module))
}

async function goThrough(taking: Taking, module: ExchangeModule): Promise<void> {
  const { parts, errand, ctx, signal } = taking
  const { run, connector } = errand
  const calling = callingOf(parts, errand, signal)
  for (;;) {
    signal.throwIfAborted()
    const { cursor = run.position!.full ? undefined : (connector.cursor ?? undefined) } = run.position!
    const page = await module.fetch!(cursor, calling)
    // else it would go round and round
    if (page.anew && run.position!.anew)
      throw new CallFailed(
        'The other system does not know the cursor that it has told in this very run: nothing behind it can be called for.',
      )
    // else it would be asked the same for ever
    if (page.more && page.records.length === 0 && JSON.stringify(page.cursor ?? cursor) === JSON.stringify(cursor))
      throw new CallFailed('The other system says that there is more, and neither sends it nor says where it begins.')
    await takePage(taking, page, page.cursor ?? cursor, ctx)
    if (!page.more) return
  }
}

/**
 * Applies a page. Only with its last part the cursor moves on: where the process dies within a page, it is called for once more. Where it says the same then, it goes on behind what was
 * applied of it; where it says something else, all of it is applied, which changes nothing of what is so already.
 */
async function takePage(
  { parts, errand }: Taking,
  { records, ...said }: Fetched,
  cursor: unknown,
  ctx: Ctx,
): Promise<void> {
  const { run } = errand
  const anew = said.anew ?? run.position!.anew
  async function* all() {
    for (const record of records) yield await Promise.resolve(record)
  }
  const manner = mannerOf(parts, errand)
  const digest = createHash('sha256').update(JSON.stringify(records)).digest('base64')
  const before = run.position!.page
  let done = before?.digest === digest ? before.done : 0
  // whatever it is numbered by is not numbered by it again
  const first = run.position!.records - done
  for await (const chunk of chunksOf(all(), done)) {
    done += chunk.length
    const last = done === records.length
    const numbered = chunk.map(({ number, record }) => ({ number: first + number, record }))
    const page = last ? undefined : { digest, done }
    const next: Position = { ...run.position!, records: first + done, page, anew, ...(last ? { cursor } : {}) }
    const besides = (inside: Ctx) => (last ? keepCursor(errand, cursor, inside) : Promise.resolve())
    await applyPart(parts, errand, { numbered, next, parkIn: 1, besides }, manner, ctx)
  }
  if (records.length > 0) return
  await transaction(ctx, async (inside) => {
    await stillRuns(run, inside)
    await keepCursor(errand, cursor, inside)
    await advance(run, { ...run.position!, page: undefined, anew, cursor }, { counts: nothing, tookMs: 0 }, inside)
  })
}

async function keepCursor({ connector, run }: Errand, cursor: unknown, ctx: Ctx): Promise<void> {
  if (run.position?.trial || cursor === undefined) return
  await ctx.db
    .updateTable('connectors')
    .set({ cursor: JSON.stringify(cursor) })
    .where('id', '=', connector.id)
    .execute()
}
