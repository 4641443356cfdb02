import { isField, upperFirst, type Audience, type Entity, type Question, type TypeRef } from '../index.ts'
import { ownInput, shapeResource, verbType, type Resource } from './jsonapi.ts'
import { nullable, refTo, type Schema, type Schemas } from './openapi-kinds.ts'
import { answers, parameter, takes } from './openapi-parts.ts'
import { operation, shaping, type Paths } from './openapi-paths.ts'
import { object } from './openapi-resources.ts'

/** The document of a verb's answer, as a schema; `shapes` remembers the shapes that are resources of an answer. */
function resultSchema(schemas: Schemas, type: TypeRef, shapes: Set<string>): Schema {
  if (isField(type)) return object({ meta: object({ result: schemas.of(type) }) })
  if (type.ref === 'shape') shapes.add(type.name)
  const name = type.ref === 'shape' ? `${type.name}Answer` : upperFirst(type.name)
  const one = refTo(name)
  const many = type.list || type.ref === 'page'
  const data = many ? { type: 'array', items: one } : type.optional ? nullable(one) : one
  return object(
    { data, included: { type: 'array', items: refTo('AnyResource') }, links: refTo('Links'), meta: refTo('Meta') },
    ['data'],
  )
}

/** Actions and questions of an entity. */
export function verbPaths(
  schemas: Schemas,
  entity: Entity,
  audience: Audience,
  resourceOf: (entity: string) => Resource,
  shapes: Set<string>,
): Paths {
  const paths: Paths = {}
  const describe = ({ doc, refusals, caller }: Question) =>
    [
      doc,
      ...(refusals?.length ? [`Refuses with: ${refusals.join(', ')}.`] : []),
      ...(audience === 'storefront' ? [`For: ${caller}.`] : []),
    ].join(' ')
  const shape = (result: TypeRef): Schema[] =>
    isField(result)
      ? []
      : shaping(result.ref === 'shape' ? shapeResource(schemas.model, result.name) : resourceOf(result.name))
  const language = audience === 'storefront' ? [parameter('Language'), parameter('Currency')] : []
  const places = (verb: Question, kind: string, name: string) => {
    const own = ownInput(entity, verb)
    const bare = { path: `/${entity.plural}/${kind}/${name}`, own: undefined, suffix: '' }
    if (own === undefined) return [bare]
    const mine = {
      path: `/${entity.plural}/{id}/${kind}/${name}`,
      own,
      suffix: verb.input[own]?.optional ? 'OfOne' : '',
    }
    return verb.input[own]?.optional ? [bare, mine] : [mine]
  }
  const inputOf = (verb: Question, own: string | undefined) =>
    Object.fromEntries(Object.entries(verb.input).filter(([key]) => key !== own))

  for (const [name, verb] of Object.entries(entity.actions)) {
    if (!verb.show.includes(audience)) continue
    for (const { path, own, suffix } of places(verb, 'actions', name)) {
      const attributes = schemas.object(inputOf(verb, own), 'write')
      const needed = Array.isArray(attributes.required)
      const document = object(
        {
          data: object({ type: { const: verbType(entity, name), type: 'string' }, attributes }, [
            'type',
            ...(needed ? ['attributes'] : []),
          ]),
        },
        needed ? ['data'] : [],
      )
      paths[path] = {
        post: operation(entity.plural, {
          id: `${verbType(entity, name)}${suffix}`,
          summary: `${entity.name}: ${name}`,
          description: describe(verb),
          parameters: [
            ...(own ? [parameter('Id')] : []),
            ...(own && audience === 'backOffice' && !verb.saga ? [parameter('IfMatch')] : []),
            ...(verb.saga ? [] : [parameter('DryRun')]),
            parameter('IdempotencyKey'),
            ...shape(verb.result),
            ...language,
          ],
          body: takes(document, needed),
          done: { 200: answers(resultSchema(schemas, verb.result, shapes), 'What came of it.') },
        }),
      }
    }
  }
  for (const [name, verb] of Object.entries(entity.questions)) {
    if (!verb.show.includes(audience)) continue
    for (const { path, own, suffix } of places(verb, 'questions', name)) {
      const input = schemas.object(inputOf(verb, own), 'write')
      const needed = Array.isArray(input.required)
      const asks = Object.keys(inputOf(verb, own)).length > 0
      const document = { 200: answers(resultSchema(schemas, verb.result, shapes), 'The answer.') }
      const common = { summary: `${entity.name}: ${name}`, description: describe(verb), done: document }
      const around = [...(own ? [parameter('Id')] : []), ...shape(verb.result), ...language]
      const filter = {
        name: 'filter',
        in: 'query',
        style: 'deepObject',
        explode: true,
        required: needed,
        schema: input,
      }
      paths[path] = {
        get: operation(entity.plural, {
          ...common,
          id: `${verbType(entity, name)}${suffix}`,
          parameters: [...(asks ? [{ ...filter, description: 'What is asked.' }] : []), ...around],
        }),
        ...(asks
          ? {
              post: operation(entity.plural, {
                ...common,
                id: `${verbType(entity, name)}${suffix}ByBody`,
                parameters: around,
                body: takes(
                  object({
                    data: object({ type: { const: verbType(entity, name), type: 'string' }, attributes: input }),
                  }),
                ),
              }),
            }
          : {}),
      }
    }
  }
  return paths
}
