import { unsaid, type Entity } from '../language/index.ts'

/** Every entity says whose its rows are at the back office, by a way over relations to one, or that they are the whole house's. */
export function checkScopes(entities: readonly Entity[]): string[] {
  const byName = new Map(entities.map((entity) => [entity.name, entity]))
  const ends = (entity: Entity, path: string): string | undefined => {
    let here: Entity | undefined = entity
    if (path === 'id') return entity.name
    for (const step of path.split('.')) {
      const relation: Entity['relations'][string] | undefined = here?.relations[step]
      if (relation?.relation !== 'one') return undefined
      here = byName.get(relation.to)
    }
    return here?.name
  }
  return entities.flatMap((entity) => {
    const { name, scopes } = entity
    if (scopes === unsaid)
      return [`entity ${name}: say whose its rows are: scopes: { organization: 'organization' }, or scopes: 'house'`]
    const ways = [scopes.organization ?? []].flat()
    return [
      ...ways
        .filter((path) => ends(entity, path) !== 'organization')
        .map(
          (path) => `entity ${name}: scopes.organization "${path}" is no way over relations to one to an organization`,
        ),
      ...(scopes.own && !['user', 'apiClient'].includes(ends(entity, scopes.own) ?? '')
        ? [`entity ${name}: scopes.own "${scopes.own}" is no way over relations to one to a user or an API client`]
        : []),
    ]
  })
}
