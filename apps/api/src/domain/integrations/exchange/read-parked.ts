import type { Ctx } from '../../../kernel/context.ts'
import { applyPart } from './apply-part.ts'
import type { Errand, Position } from './errand.ts'
import { mostPasses, parked, takeUp, waitingPass } from './parked.ts'
import type { ExchangeParts } from './parts.ts'

const partRecords = 500

/**
 * Tries records again that name rows which were not there, in passes, as long as a pass moves any of them. What is left then is refused.
 */
export async function readParked(parts: ExchangeParts, errand: Errand, ctx: Ctx, signal: AbortSignal): Promise<void> {
  const { run } = errand
  for (;;) {
    signal.throwIfAborted()
    const pass = await waitingPass(run.id, ctx)
    if (pass === undefined) return
    const position = run.position!
    const turned = pass !== position.pass
    // the pass before has changed nothing that these could have waited for
    const last = pass >= mostPasses || (turned ? position.moved === 0 : position.last === true)
    const numbered = await parked(run.id, pass, partRecords, ctx)
    const next: Position = { ...position, pass, last, moved: turned ? 0 : position.moved! }
    const besides = (inside: Ctx) => takeUp(run.id, pass, numbered, inside)
    const parkIn = last ? {} : { parkIn: pass + 1 }
    await applyPart(parts, errand, { numbered, next, waited: true, besides, ...parkIn }, {}, ctx)
  }
}
