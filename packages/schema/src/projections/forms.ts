import { isField, upperFirst, type Field, type FieldKind, type Model, type TypeRef } from '../index.ts'

/** What a form must know of a value before it is sent: the same that the API judges it by. */
interface Limits {
  required: boolean
  /** Least and greatest: characters of a text, else the number itself. */
  min?: number
  max?: number
  pattern?: string
  format?: string
  multiline?: boolean
  values?: readonly string[]
  /** The shape that stands here; its fields are listed under `shapes`. */
  shape?: string
}

const length = ({ min, max }: Field): Partial<Limits> => ({ min, max })
const words = ({ min, max, pattern, format, multiline }: Field): Partial<Limits> => ({
  min,
  max,
  pattern,
  format,
  multiline,
})
const nothing = (): Partial<Limits> => ({})

const limitsOf = {
  id: nothing,
  text: words,
  longText: length,
  localized: length,
  textList: length,
  choice: ({ values }) => ({ values }),
  boolean: nothing,
  integer: length,
  decimal: length,
  quantity: length,
  money: length,
  date: nothing,
  instant: nothing,
  json: nothing,
  secret: length,
} satisfies Record<FieldKind, (field: Field) => Partial<Limits>>

function limits(type: TypeRef): Limits {
  const required = !type.optional && !(isField(type) && type.default !== undefined)
  return isField(type) ? { required, ...limitsOf[type.kind](type) } : { required, shape: type.name }
}

const all = (fields: Readonly<Record<string, TypeRef>>) =>
  Object.fromEntries(Object.entries(fields).map(([key, type]) => [key, limits(type)]))

/**
 * contracts/forms.json: for every action of the storefront what its input accepts, and the widths of pictures, so that a shop need not
 * say it again.
 */
export function formsContract(model: Model, pictureWidths: readonly number[]): string {
  const actions = [...model.actions].filter(
    ([, action]) => action.show.includes('storefront') && Object.keys(action.input).length > 0,
  )
  const used = new Set(
    actions.flatMap(([, { input }]) => Object.values(input).flatMap((type) => (isField(type) ? [] : [type.name]))),
  )
  const inputs = actions.map(([dotted, { input }]) => {
    const [entity = '', action = ''] = dotted.split('.')
    return [entity + upperFirst(action), all(input)]
  })
  const shapes = [...model.shapes.values()]
    .filter(({ name }) => used.has(name))
    .map(({ name, fields }) => [name, all(fields)])
  const derived = 'From packages/schema by `npm run derive`. Do not edit.'
  const document = { derived, inputs: Object.fromEntries(inputs), shapes: Object.fromEntries(shapes), pictureWidths }
  return `${JSON.stringify(document, null, 2)}\n`
}
