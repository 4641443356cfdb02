import { model, type Entity } from '@portico/schema'
import { isAbout, reachesTo } from '../../engine/records/index.ts'
import type { GrantLike, Level } from '../../kernel/context.ts'
import { refuse, type Refusal } from '../../kernel/errors.ts'

const plainDeeds = ['read', 'create', 'update', 'delete']

interface Where {
  /** At the back office, or at the shop. */
  audience: 'backOffice' | 'storefront'
  /** The furthest that a right may reach. */
  furthest: Level
}

/** A right to what is not there is a slip of the pen: it would give nothing, and nobody would see why. Refuses with FIELD_INVALID. */
export function checkGrants(grants: readonly GrantLike[], where: Where): void {
  for (const [index, grant] of grants.entries())
    checkGrant(grant, where, (member, problem) =>
      refuse('FIELD_INVALID', { field: `grants.${index}.${member}`, problem }, `grants.${index}.${member}`),
    )
}

function checkGrant(
  { entity: name, deed, level, hidden, frozen }: GrantLike,
  { audience, furthest }: Where,
  wrong: (member: string, problem: string) => Refusal,
): void {
  const known = [...model.entities.values()].filter(
    (one) => audience === 'backOffice' || one.access.storefront === 'owner' || (isPart(one) && hidden?.length),
  )
  const entities = name === '*' ? known : known.filter((entity) => entity.name === name)
  if (entities.length === 0)
    throw wrong(
      'entity',
      `${name} is no entity${audience === 'storefront' ? ' of which people of customers have some of their own' : ''}`,
    )
  const verb = (one: Entity) => one.actions[deed] ?? one.questions[deed]
  if (deed !== '*' && !plainDeeds.includes(deed) && !entities.some((one) => verb(one)?.show.includes(audience)))
    throw wrong('deed', `${deed} is no deed, action or question of ${name}`)
  if (!reachesTo(furthest, level)) throw wrong('level', `reaches further than ${furthest}`)
  if (audience === 'storefront') {
    checkAtTheShop(name, deed, entities, { hidden, frozen }, wrong)
    return
  }
  if (name !== '*' && level !== 'none' && !reachesTo(level, 'organization') && !isAbout(entities[0]!, level))
    throw wrong(
      'level',
      `says nothing about ${name}, whose rows belong to no ${level === 'own' ? 'user' : 'unit'}: choose organization or all`,
    )
  for (const [member, fields] of Object.entries({ hidden, frozen }))
    for (const field of fields ?? [])
      if (!entities.some((one) => memberOf(one, field))) throw wrong(member, `${field} is no field of ${name}`)
}

/** What hangs on rows of people of customers, as the lines of an order: it is read with them, and fields of it can be hidden. */
const isPart = ({ access }: Entity): boolean => access.storefront === 'withParent'

const memberOf = ({ fields, relations, computed }: Entity, name: string) =>
  [fields, relations, computed].find((some) => Object.hasOwn(some, name))?.[name]

/** Rules about fields for people of customers: of what the shop shows them. */
function checkAtTheShop(
  name: string,
  deed: string,
  entities: readonly Entity[],
  { hidden, frozen }: Pick<GrantLike, 'hidden' | 'frozen'>,
  wrong: (member: string, problem: string) => Refusal,
): void {
  const [only] = name === '*' ? [] : entities
  if (only && isPart(only) && (deed !== 'read' || frozen?.length))
    throw wrong('deed', `${name} is read with what it belongs to: a right says what is hidden of it, for the deed read`)
  for (const [member, fields] of Object.entries({ hidden, frozen }))
    for (const field of fields ?? []) {
      if (only?.name === 'customerUser')
        throw wrong(member, 'is not for customerUser: people see to their own account, whatever a role says')
      if (field === 'id' || !entities.some((one) => memberOf(one, field)?.show?.includes('storefront')))
        throw wrong(member, `${field} is nothing that the shop shows of ${name}`)
    }
}
