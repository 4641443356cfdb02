import type { Audience, Entity, Model } from '../index.ts'

/**
 * What a token can be asked for, with what it is good for then; within what the roles of its bearer give. At the shop, entities of which people have some of their own:
 * the others everybody reads.
 */
export const scopesOf = (model: Model, audience: Audience): Readonly<Record<string, string>> => ({
  all: 'Everything that the roles give.',
  read: 'Reading everything that the roles let read.',
  ...Object.fromEntries(
    [...model.entities.values()]
      .filter(({ access }) => audience === 'backOffice' || access.storefront === 'owner')
      .flatMap(({ name, plural }) => [
        [`${name}:read`, `Reading ${plural}, and asking about them.`],
        [`${name}:write`, `Reading and writing ${plural}, and whatever else can be done with them.`],
      ]),
  ),
})

/** The scopes of which any one admits to reading an entity's rows, or to anything else that is done with them; the least first. */
export const admitting = ({ name }: Pick<Entity, 'name'>, deed: 'read' | 'write'): readonly string[] =>
  deed === 'read' ? [`${name}:read`, `${name}:write`, 'read', 'all'] : [`${name}:write`, 'all']
