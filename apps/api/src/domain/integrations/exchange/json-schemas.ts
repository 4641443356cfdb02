import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'

const ajv = new Ajv2020({ allErrors: true, strict: false })
const compiled = new WeakMap<object, ValidateFunction>()

/** What a JSON Schema (2020-12) says against a document, as rests of sentences; none: it fits. */
export function complaints(schema: Readonly<Record<string, unknown>>, given: unknown): readonly string[] {
  const validate = compiled.get(schema) ?? ajv.compile(schema)
  compiled.set(schema, validate)
  if (validate(given)) return []
  return (validate.errors ?? []).map(({ instancePath, message, params }) => {
    const more = 'additionalProperty' in params ? `: "${String(params['additionalProperty'])}"` : ''
    return `${instancePath ? `at ${instancePath.slice(1).replaceAll('/', '.')} ` : ''}${message ?? 'do not fit'}${more}`
  })
}
