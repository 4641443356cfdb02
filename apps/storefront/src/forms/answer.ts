import { refusalText } from '#i18n/refusal-text.ts'
import { ShopRefusal } from '#lib/shop/refusal.ts'

/** What a form shows after it was sent and refused: why, beside which field, and what had been typed. */
export interface FormAnswer {
  problem: string | null
  fields: Record<string, string>
  values: Record<string, string>
  /** Differs at every answer: fields that a sent form would reset (selects keep their first choice) are drawn anew by it. */
  at: number
}

/** The answer to a refused form. Passwords do not come back. @throws what is neither refusal nor outage (redirects, too) */
export async function refusedForm(refusal: unknown, form: FormData): Promise<FormAnswer> {
  const text = await refusalText(refusal)
  const field = refusal instanceof ShopRefusal ? refusal.path.at(-1) : undefined
  const known = field !== undefined && form.has(field)
  return { problem: known ? null : text, fields: known ? { [field]: text } : {}, values: typed(form), at: Date.now() }
}

function typed(form: FormData): Record<string, string> {
  const entries = [...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  return Object.fromEntries(entries.filter(([name]) => !name.startsWith('$') && !/password|current/.test(name)))
}
