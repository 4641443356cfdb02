import type { Ctx } from '../../../kernel/context.ts'
import { decodingOf } from './errand.ts'
import { moveOnce, shortened, workFolder } from './places.ts'
import { turn, type Taking } from './taking.ts'

/** So many records are answered in one file; more come in several. */
const most = 1_000

interface Outcome {
  record: number
  acknowledge: Record<string, unknown>
  refusals: { code: string; message: string }[]
}

/**
 * Tells the sender what became of its records, where it wants to hear it: by files in its `outbound/`, each exactly once. A file is made whole out of the partner's sight and written down before it is moved.
 */
export async function acknowledge({ parts, errand, ctx, signal }: Taking): Promise<void> {
  const { run, integration, account } = errand
  const module = parts.registry.module(integration.module)
  if (!account || !module.acknowledge) return
  for (;;) {
    signal.throwIfAborted()
    const { answer, answered = -1 } = run.position!
    if (answer) {
      await moveOnce(parts, account.username, answer.from, answer.to, true)
      await turn(errand, { answer: undefined, answered: answer.upTo }, ctx)
      continue
    }
    const outcomes = await outcomesOf(run.id, answered, ctx)
    if (outcomes.length === 0) return
    const upTo = outcomes.at(-1)!.record
    const made = await module.acknowledge(outcomes, decodingOf(errand))
    if (!made) {
      await turn(errand, { answered: upTo }, ctx)
      continue
    }
    const from = `${workFolder}/${run.id}-answer`
    const name = shortened(made.fileName)
    const taken = await parts.files.find(account.username, `outbound/${name}`)
    const to = `outbound/${taken ? `${run.id.slice(-6)}-${upTo}_` : ''}${name}`
    await parts.files.write(account.username, from, made.bytes)
    await turn(errand, { answer: { from, to, upTo } }, ctx)
  }
}

const outcomesOf = (runId: string, after: number, ctx: Ctx): Promise<Outcome[]> =>
  ctx.db
    .selectFrom('exchangeOutcomes')
    .select(['record', 'acknowledge', 'refusals'])
    .where('runId', '=', runId)
    .where('record', '>', after)
    .orderBy('record')
    .limit(most)
    .execute()
