import { ShopRefusal } from './refusal.ts'

/** A role of a company's person may keep an entity from them (FORBIDDEN), or a field, which is then as if it were not there (FIELD_UNKNOWN). */
const isHidden = (problem: unknown): boolean =>
  problem instanceof ShopRefusal && (problem.code === 'FORBIDDEN' || problem.code === 'FIELD_UNKNOWN')

/** What was asked for; what `less` answers where the person's role does not show all of it. @throws as either of them */
export async function asFarAsShown<Answer>(ask: () => Promise<Answer>, less: () => Answer | Promise<Answer>) {
  try {
    return await ask()
  } catch (problem) {
    if (!isHidden(problem)) throw problem
    return less()
  }
}
