import {
  isField,
  upperFirst,
  type Action,
  type Audience,
  type Entity,
  type Model,
  type Question,
  type Shape,
  type TypeRef,
} from '../index.ts'
import { ownInput } from './jsonapi.ts'
import { mayBeWithheld } from './withheld.ts'
import { doc, going, inputLines, readLine, shows, type Writer } from './graphql-writer.ts'

const longestRelated = 'At most 500 (RELATED_TOO_MANY): more are read as a list of their own.'

/** An entity as it is read. */
export function entityType(writer: Writer, entity: Entity): string {
  const backOffice = writer.audience === 'backOffice'
  if (backOffice && ('version' in entity.fields || 'version' in entity.relations || 'version' in entity.computed))
    throw new Error(`${entity.name}.version: every row has a version by itself; choose another name`)
  const lines = ['  id: ID!']
  for (const [key, field] of Object.entries(entity.fields))
    if (shows(field, writer.audience)) lines.push(...readLine(writer, entity.name, key, field))
  for (const [key, relation] of Object.entries(entity.relations)) {
    if (!shows(relation, writer.audience)) continue
    const target = upperFirst(relation.to)
    const given =
      mayBeWithheld(writer.model, writer.audience, relation) || (relation.relation === 'one' && relation.optional)
        ? ''
        : '!'
    lines.push(
      ...doc(relation.doc ?? (backOffice && relation.relation === 'many' ? longestRelated : undefined)),
      (relation.relation === 'one' ? `  ${key}: ${target}${given}` : `  ${key}: [${target}!]!`) + going(relation),
    )
  }
  for (const [key, type] of Object.entries(entity.computed))
    if (shows(type, writer.audience)) {
      const hidden = backOffice && !isField(type) && type.ref === 'entity' && !type.list
      lines.push(...readLine(writer, entity.name, key, hidden ? { ...type, optional: true } : type))
    }
  if (backOffice)
    lines.push(
      '  createdAt: DateTime!',
      '  updatedAt: DateTime!',
      ...doc('Changes with every write: `ifVersion` of the next one.'),
      '  version: String!',
    )
  return [...doc(entity.doc, ''), `type ${upperFirst(entity.name)} {`, ...lines, '}'].join('\n')
}

/** The fields of an entity's actions or questions; their inputs go into `inputs`. */
export function verbLines(writer: Writer, entity: Entity, kind: 'actions' | 'questions', inputs: string[]): string[] {
  return Object.entries<Action | Question>(entity[kind]).flatMap(([name, verb]) => {
    if (!verb.show.includes(writer.audience)) return []
    const field = entity.name + upperFirst(name)
    const hasInput = Object.keys(verb.input).length > 0
    const refusals = verb.refusals?.length ? ` Refuses with: ${verb.refusals.join(', ')}.` : ''
    if (hasInput)
      inputs.push([`input ${upperFirst(field)}Input {`, ...inputLines(writer, field, verb.input), '}'].join('\n'))
    const required = Object.values(verb.input).some(
      (type) => !type.optional && (!isField(type) || type.default === undefined),
    )
    const arguments_ = [
      ...(hasInput ? [`input: ${upperFirst(field)}Input${required ? '!' : ' = {}'}`] : []),
      ...(kind === 'actions' ? actionArguments(writer, entity, verb as Action) : []),
    ]
    // each field of a mutation is done by itself: one that fails must not take away what the others tell
    const nullable = verb.result.optional === true || kind === 'actions'
    const result = `${writer.typeName(verb.result, 'read', field, 'result')}${nullable ? '' : '!'}`
    return [
      ...doc(verb.doc + refusals),
      `  ${field}${arguments_.length > 0 ? `(${arguments_.join(', ')})` : ''}: ${result}${going(verb.deprecated ? verb : entity)}`,
    ]
  })
}

/** What an action of the back office takes besides its input; of a row, also the version that it is called from. */
function actionArguments({ audience }: Writer, entity: Entity, verb: Action): string[] {
  if (audience !== 'backOffice' || verb.saga) return []
  return [...(ownInput(entity, verb) === undefined ? [] : ['ifVersion: String']), 'dryRun: Boolean! = false']
}

/** Entities that this audience can come to from any of its questions and actions. */
export function reachable(model: Model, audience: Audience): Entity[] {
  const found = new Set<string>()
  const seenShapes = new Set<string>()
  const visitType = (type: TypeRef) => {
    if (isField(type)) {
      if (type.shape) visitShape(type.shape)
    } else if (type.ref === 'shape') visitShape(type.name)
    else visit(type.name)
  }
  const visitShape = (name: string) => {
    if (seenShapes.has(name)) return
    seenShapes.add(name)
    for (const type of Object.values(model.shapes.get(name)?.fields ?? {})) visitType(type)
  }
  const visit = (name: string) => {
    const entity = model.entities.get(name)
    if (!entity || found.has(name)) return
    found.add(name)
    for (const type of [...Object.values(entity.fields), ...Object.values(entity.computed)])
      if (shows(type, audience)) visitType(type)
    for (const relation of Object.values(entity.relations)) if (shows(relation, audience)) visit(relation.to)
  }
  for (const entity of model.entities.values()) {
    if (audience === 'backOffice' || entity.storefront.length > 0) visit(entity.name)
    for (const verb of [...Object.values(entity.actions), ...Object.values(entity.questions)])
      if (verb.show.includes(audience)) visitType(verb.result)
  }
  return [...model.entities.values()].filter((entity) => found.has(entity.name))
}

/** The shapes that were needed so far, and those that they need. */
export function shapeTexts(writer: Writer): string[] {
  const texts = new Map<string, string>()
  // Writing a shape may need further shapes: go on until nothing new is asked for.
  for (let before = -1; before !== texts.size;) {
    before = texts.size
    for (const [name, directions] of [...writer.shapes]) {
      const shape = writer.model.shapes.get(name) as Shape
      for (const direction of directions) {
        const key = `${name}:${direction}`
        if (texts.has(key)) continue
        const lines =
          direction === 'read'
            ? Object.entries(shape.fields).flatMap(([field, type]) => readLine(writer, name, field, type))
            : inputLines(writer, name, shape.fields)
        texts.set(
          key,
          [
            ...doc(shape.doc, ''),
            `${direction === 'read' ? 'type' : 'input'} ${name}${direction === 'read' ? '' : 'Input'} {`,
            ...lines,
            '}',
          ].join('\n'),
        )
      }
    }
  }
  return [...texts.entries()].sort(([a], [b]) => a.localeCompare(b)).map(([, text]) => text)
}
