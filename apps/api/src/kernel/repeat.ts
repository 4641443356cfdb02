import type { Ctx } from './context.ts'

/**
 * The name under which somebody outside is asked for what nobody can undo, where the caller may send their wish again; undefined: they may not. From here on
 * the caller's key belongs to this very request: it may be tried again, and is then the same question outside.
 */
export function wishOf({ repeat, progress }: Pick<Ctx, 'repeat' | 'progress'>): string | undefined {
  if (progress) progress.asked = true
  if (repeat) repeat.begun = true
  return repeat?.name
}
