import type { Entity } from '@portico/schema'
import { may, type Person, type Told } from './everybody.ts'

/** A cell of the access matrix: what somebody tries to do to an entity. */
export type Deed = 'read' | 'list' | 'create' | 'update' | 'delete'
export const deeds: readonly Deed[] = ['read', 'list', 'create', 'update', 'delete']

/** Everybody but the one of another organization. */
export const insiders = ['stranger', 'visitor', 'buyer', 'otherBuyer', 'clerk', 'integration', 'administrator']

/** What people who do not belong to the back office are told there. */
export const outside = (person: Person) => (person.token ? 'TOKEN_FOR_STOREFRONT' : 'ACCESS_TOKEN_REQUIRED')

/** What somebody is told: a code, or `in` where they get past the door and their rights. */
export function expected(person: Person, entity: Entity, deed: Deed): string {
  if (!person.grants) return outside(person)
  const right = deed === 'list' ? 'read' : deed
  if (right !== 'read' && !entity.writes.includes(right)) return 'METHOD_NOT_ALLOWED'
  return may(person, entity.name, right) ? 'in' : 'FORBIDDEN'
}

const notIn = new Set([
  'TOKEN_FOR_STOREFRONT',
  'ACCESS_TOKEN_REQUIRED',
  'ACCESS_TOKEN_INVALID',
  'FORBIDDEN',
  'METHOD_NOT_ALLOWED',
  'SIGN_IN_REQUIRED',
  'INTERNAL',
  // a document that the schema does not know says nothing about anybody's rights
  'QUERY_INVALID',
])
export const seen = ({ status, code }: Told) =>
  code && notIn.has(code) ? code : status >= 500 ? `status ${status}` : 'in'

/** A cell that was not as it should be, in words; nothing where it was. */
export const otherwise = (cell: string, told: Told, should: string): string | undefined =>
  seen(told) === should ? undefined : `${cell}: ${seen(told)} (${told.status} ${told.code}) instead of ${should}`
