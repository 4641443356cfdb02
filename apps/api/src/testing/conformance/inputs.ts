import { writableInput, isField, type Entity, type Model, type TypeRef } from '@portico/schema'
import { kindOf } from './kinds.ts'

let made = 0

const valueOf = (model: Model, type: TypeRef, n: number): unknown => {
  if (!isField(type) || (type.kind === 'json' && type.shape)) {
    const shape = model.shapes.get(isField(type) ? type.shape! : type.name)
    const members = Object.entries(shape?.fields ?? {}).flatMap(([key, inner]) =>
      inner.optional ? [] : [[key, valueOf(model, inner, n)]],
    )
    return type.list ? [] : Object.fromEntries(members)
  }
  return kindOf(type).sample(type, n)
}

/** What fields want that their kinds do not tell, by `entity.field`. */
export type Said = Readonly<Record<string, unknown>>

/** Makes a row to link to, and answers its id; `member`: for which member of which entity, `invoicePayment.invoiceId`. */
export type Link = (to: string, member: string) => Promise<string>

/** What a write of an entity may be given: all fields that must be, or that `also` names; links are made by `link`. */
export async function sampleOf(
  model: Model,
  entity: Entity,
  link: Link,
  said: Said,
  also: (key: string, type: TypeRef) => boolean = () => false,
): Promise<Record<string, unknown>> {
  const n = (made += 1)
  const given: Record<string, unknown> = {}
  for (const [key, type] of Object.entries(writableInput(entity, 'create'))) {
    const member = `${entity.name}.${key}`
    const known = said[member]
    if (type.optional && known === undefined && !also(key, type)) continue
    const to = isField(type) && type.kind === 'id' ? type.to : undefined
    given[key] = known ?? (to === undefined ? valueOf(model, type, n) : await link(to, member))
  }
  return given
}

/** What an action must be given; rows that it names are `row`'s. */
export const actionInput = (
  model: Model,
  input: Readonly<Record<string, TypeRef>>,
  row: (to: string) => string,
): Record<string, unknown> => {
  const n = (made += 1)
  return Object.fromEntries(
    Object.entries(input).flatMap(([key, type]) => {
      if (type.optional) return []
      if (isField(type) && type.kind === 'id' && type.to) return [[key, type.list ? [row(type.to)] : row(type.to)]]
      return [[key, type.list ? [] : valueOf(model, type, n)]]
    }),
  )
}
