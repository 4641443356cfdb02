import type { Person } from '../everybody.ts'

/** A cell of the access matrix: what somebody tries to do to an entity. */
export type Deed = 'read' | 'list' | 'create' | 'update' | 'delete'
export const deeds: readonly Deed[] = ['read', 'list', 'create', 'update', 'delete']

/** Everybody but the one of another organization. */
export const insiders = ['stranger', 'visitor', 'buyer', 'otherBuyer', 'clerk', 'integration', 'administrator']

/** What people who do not belong to the back office are told there. */
export const outside = (person: Person) => (person.token ? 'TOKEN_FOR_STOREFRONT' : 'ACCESS_TOKEN_REQUIRED')
