import type { Entity } from '@portico/schema'
import type { Ctx } from '../../kernel/context.ts'
import { refusalsOf, Refusals, type Refusal } from '../../kernel/errors.ts'
import type { Change, Guard, ManyGuard } from '../verbs.ts'

/** The guard of one row that says what the one of many says. */
export const ofOne =
  (many: ManyGuard): Guard =>
  async (change, ctx) => {
    const [refusal, ...more] = (await many([change], ctx)).get(0) ?? []
    if (refusal) throw more.length > 0 ? new Refusals([refusal, ...more]) : refusal
  }

/** What areas say before plain writes, of one row and of many. */
export class Guards {
  constructor(
    private readonly each: ReadonlyMap<string, readonly Guard[]>,
    private readonly many: ReadonlyMap<string, ManyGuard>,
  ) {}

  /** Whether many changes of an entity are judged by a few statements: it has no guard, or one that judges many at once. */
  judgesTogether({ name }: Entity): boolean {
    return (this.each.get(name)?.length ?? 0) === (this.many.has(name) ? 1 : 0)
  }

  /** Throws what is said against a change; what is given may be completed. */
  async ask({ name }: Entity, change: Change, ctx: Ctx): Promise<void> {
    for (const guard of this.each.get(name) ?? []) await guard(change, ctx)
  }

  /** What is said against changes, by their places. */
  async judge(entity: Entity, changes: readonly Change[], ctx: Ctx): Promise<ReadonlyMap<number, readonly Refusal[]>> {
    if (changes.length === 0) return new Map()
    if (this.judgesTogether(entity)) return (await this.many.get(entity.name)?.(changes, ctx)) ?? new Map()
    const refused = new Map<number, readonly Refusal[]>()
    for (const [at, change] of changes.entries()) {
      try {
        await this.ask(entity, change, ctx)
      } catch (error) {
        const refusals = refusalsOf(error)
        if (refusals.length === 0) throw error
        refused.set(at, refusals)
      }
    }
    return refused
  }

  /** Throws what is said against the first of many changes that is refused. */
  async askAll(entity: Entity, changes: readonly Change[], ctx: Ctx): Promise<void> {
    const refused = await this.judge(entity, changes, ctx)
    const [first] = [...refused.keys()].sort((a, b) => a - b)
    const [refusal, ...more] = first === undefined ? [] : refused.get(first)!
    if (refusal) throw more.length > 0 ? new Refusals([refusal, ...more]) : refusal
  }
}
