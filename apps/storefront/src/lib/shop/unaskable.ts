import { ShopRefusal } from './refusal.ts'

/**
 * What a question by an address finds; null where the API refuses the field itself: nothing can have a slug that is none (`LH-HL2`,
 * `foo_bar`, `%00`). What a slug is stays the model's word alone.
 * @throws every other refusal (too many requests, say) and outages
 */
export async function noneIfUnaskable<Found>(find: () => Promise<Found | null>): Promise<Found | null> {
  try {
    return await find()
  } catch (problem) {
    if (problem instanceof ShopRefusal && /^(FIELD_|NOT_FOUND$)/.test(problem.code)) return null
    throw problem
  }
}
