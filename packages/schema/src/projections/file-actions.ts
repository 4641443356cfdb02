import { entity as defined, isField, one, many, type Entity, type Field, type Model, type TypeRef } from '../index.ts'

/** Areas of which files have nothing done: who may do what, and what files do themselves, is decided at the doors by somebody who is there. */
const atDoorsOnly = ['access', 'integrations']

/** Whether files may have an action done, record by record: one of the back office, that speaks with nobody outside. */
export const actsByFile = ({ area, actions }: Pick<Entity, 'area' | 'actions'>, name: string): boolean => {
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined
  const wanted = action?.show.includes('backOffice') === true && !action.saga && !atDoorsOnly.includes(area)
  return wanted && Object.values(action.input).every((type) => !isField(type) || type.kind !== 'secret')
}

/** An action as an entity, in a model that knows it: its input is laid out in files as rows are. */
export interface ActionRows {
  model: Model
  entity: Entity
  /** By the dotted names of links as rows have them, what the input calls them: `unit` is `unitId`, `lines.product` there `productId`. */
  members: ReadonlyMap<string, string>
  /** The lists of the input, which are written as rows that belong to a row. */
  lists: ReadonlySet<string>
  /** Members that name the row that it is about; none: it is about none that is there. */
  key: readonly string[] | undefined
}

/** How a row of a list names the row that it belongs to. */
export const ofDocument = 'document'

type Parts = Pick<Entity, 'fields' | 'relations'>

/**
 * The input of an action as rows: a link is written by the key of the row that it leads to, an object by its members, a list of objects as rows that belong to a row; what lies deeper is JSON. The row that
 * it is about is named as in files of its entity.
 */
export function actionRows(model: Model, entity: Entity, name: string): ActionRows | undefined {
  if (!actsByFile(entity, name)) return undefined
  const { input, doc } = entity.actions[name]!
  const own = `${entity.name}.${name}`
  const made: Entity[] = []
  const members = new Map<string, string>()
  const lists = new Set<string>()
  const like = (named: string, parts: Parts, naturalKey?: readonly string[]): Entity => {
    const one = defined(named, {
      area: entity.area,
      doc,
      writes: ['create', 'update'],
      ...parts,
      ...(naturalKey ? { naturalKey } : {}),
    })
    made.push(one)
    return one
  }
  const shapeOf = (type: Exclude<TypeRef, Field>): Readonly<Record<string, TypeRef>> =>
    type.ref === 'shape' ? (model.shapes.get(type.name)?.fields ?? {}) : {}

  /** Fields and links of members. `within`: of an object or a list; what is one in there has no columns of its own. */
  const partsOf = (types: Readonly<Record<string, TypeRef>>, within = ''): Parts => {
    const parts = { fields: {} as Record<string, Field>, relations: {} as Record<string, Entity['relations'][string]> }
    for (const [member, type] of Object.entries(types)) {
      const { doc, optional } = type
      const words = { ...(doc ? { doc } : {}), ...(optional ? { optional } : {}) }
      if (isField(type)) {
        if (type.kind === 'id' && type.to && !type.list) {
          const link = member.replace(/Id$/, '')
          parts.relations[link] = one(type.to, words)
          members.set(within + link, member)
        } else parts.fields[member] = type.list && type.kind !== 'textList' ? json(words, true) : plain(type)
      } else if (within) parts.fields[member] = json(words, type.list, type.name)
      else if (type.list) {
        lists.add(member)
        const rows = `${own}.${member}`
        const { fields, relations } = partsOf(shapeOf(type), `${member}.`)
        like(rows, { fields, relations: { ...relations, [ofDocument]: one(own) } }, [ofDocument])
        parts.relations[member] = many(rows, ofDocument, doc ? { doc } : {})
      } else {
        const object = `${own}.${member}`
        const { fields, relations } = partsOf(shapeOf(type), `${member}.`)
        like(object, { fields, relations }, [...Object.keys(fields), ...Object.keys(relations)])
        parts.relations[member] = one(object, words)
      }
    }
    return parts
  }

  const { id, ...others } = input
  const about = id && isField(id) && id.kind === 'id' && id.to ? model.entities.get(id.to) : undefined
  const parts = partsOf(others)
  const key = about && (about.naturalKey ?? [])
  const named = about
    ? {
        fields: Object.fromEntries(
          key!.flatMap((member) => (about.fields[member] ? [[member, plain(about.fields[member])]] : [])),
        ),
        relations: Object.fromEntries(
          key!.flatMap((member) => {
            const link = about.relations[member]
            return link?.relation === 'one' ? [[member, one(link.to)]] : []
          }),
        ),
      }
    : { fields: {}, relations: {} }
  const whole = like(
    own,
    { fields: { ...named.fields, ...parts.fields }, relations: { ...named.relations, ...parts.relations } },
    key && key.length > 0 ? key : undefined,
  )
  const entities = new Map([...model.entities, ...made.map((one) => [one.name, one] as const)])
  return { model: { ...model, entities }, entity: whole, members, lists, key }
}

/** Whatever stands of it in a table: it is said here, and may be. */
function plain({ readOnly: _, immutable: __, show: ___, ...field }: Field): Field {
  return field
}

const json = (words: object, list?: boolean, shape?: string): Field => ({
  kind: 'json',
  ...words,
  ...(shape ? { shape } : {}),
  ...(list ? { list } : {}),
})
