import { standardCustomerRoles } from '@portico/schema'
import { Rights, type Grant, type Within } from './grants.ts'

/** Whatever a role says, people see to their own account. */
const ownAccount: Grant = { entity: 'customerUser', deed: '*', level: 'own' }

const standard = new Map(
  Object.entries(standardCustomerRoles).map(([role, grants]) => [role, new Rights([...grants, ownAccount])]),
)

/** What a person of a company may do at the shop: by the role that was made for them, else by the standard one. `within`: only so much of it. */
export function rightsOfPerson(
  { role, grants }: { role: keyof typeof standardCustomerRoles; grants?: readonly Grant[] | null },
  within?: Within,
): Rights {
  if (!grants && !within) return standard.get(role)!
  return new Rights([...(grants ?? standardCustomerRoles[role]), ownAccount], within)
}
