import { isField, model, type Action, type Entity, type Question } from '@portico/schema'
import { ownInput, verbType } from '@portico/schema/projections/jsonapi'
import { send, type Person, type Told } from '../everybody.ts'
import type { OpenShop } from '../shop.ts'

/** A question or an action of the shop. */
export interface ShopVerb {
  entity: Entity
  /** `addLine` */
  name: string
  asks: boolean
  declared: Action | Question
}

const upper = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)
export const dotted = ({ entity, name }: ShopVerb) => `${entity.name}.${name}`

/** Everything that may be asked and done at the shop. */
export const shopVerbs: readonly ShopVerb[] = [...model.entities.values()].flatMap((entity) => {
  const of = (declared: Readonly<Record<string, Action | Question>>, asks: boolean) =>
    Object.entries(declared).flatMap(([name, verb]): ShopVerb[] =>
      verb.show.includes('storefront') ? [{ entity, name, asks, declared: verb }] : [],
    )
  return [...of(entity.questions, true), ...of(entity.actions, false)]
})

/** One of the two dialects of the shop. */
export type ShopDoor = (shop: OpenShop, person: Person, verb: ShopVerb, input: Record<string, unknown>) => Promise<Told>

const byGraphql: ShopDoor = (shop, person, { entity, name, asks, declared }, input) => {
  const field = entity.name + upper(name)
  const kind = asks ? 'query' : 'mutation'
  // what identifies a row tells whose it is
  const type = declared.result
  const chosen = isField(type) ? '' : type.ref === 'entity' ? '{ id }' : '{ __typename }'
  const [head, call] =
    Object.keys(declared.input).length === 0
      ? ['', field]
      : [`($input: ${upper(field)}Input!)`, `${field}(input: $input)`]
  const query = `${kind} ${head} { ${call} ${chosen} }`
  return send(shop, person, 'POST', '/graphql', { query, variables: { input } }, 'application/json')
}

const byJsonApi: ShopDoor = (shop, person, { entity, name, asks, declared }, input) => {
  const key = ownInput(entity, declared)
  const { [key ?? '']: id, ...attributes } = input
  const place = typeof id === 'string' ? `/${id}` : ''
  const path = `/api/${entity.plural}${place}/${asks ? 'questions' : 'actions'}/${name}`
  const data = { type: verbType(entity, name), attributes }
  return asks && Object.keys(attributes).length === 0
    ? send(shop, person, 'GET', path)
    : send(shop, person, 'POST', path, { data })
}

export const shopDoors: Readonly<Record<string, ShopDoor>> = { GraphQL: byGraphql, 'JSON:API': byJsonApi }

/** What somebody who has not signed in is told; undefined: they are let in. */
export function toldBefore(person: Person, { declared }: ShopVerb): string | undefined {
  if (declared.caller === 'customerUser' && /stranger|visitor/.test(person.name)) return 'SIGN_IN_REQUIRED'
  return declared.caller === 'visitor' && person.name === 'stranger' ? 'SESSION_REQUIRED' : undefined
}
