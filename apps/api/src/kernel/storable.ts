/**
 * Any text as PostgreSQL can keep it, in a text and in jsonb: without NUL, and without halves of surrogate pairs; at most `most` characters, counted as
 * the database does (code points). For what we write down of others' words; what they mean to have kept is refused instead.
 */
export function storable(text: string, most: number): string {
  const whole = text.replaceAll('\u0000', '').replaceAll(/\p{Surrogate}/gu, '\ufffd')
  if (whole.length <= most) return whole
  return [...whole.slice(0, most * 2)].slice(0, most).join('')
}
