/** A field of a sent form as it was typed; '' where it is missing or a file. */
export function rawText(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

/** The same without blanks around it. */
export function formText(form: FormData, name: string): string {
  return rawText(form, name).trim()
}
