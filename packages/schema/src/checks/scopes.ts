import { unsaid, type Entity, type Scopes } from '../language/index.ts'

/** Where the ways of each scope must end. */
const ends = {
  organization: { at: ['organization'], called: 'an organization' },
  unit: { at: ['businessUnit'], called: 'a business unit' },
  own: { at: ['user', 'apiClient'], called: 'a user or an API client' },
} satisfies Record<keyof Scopes, { at: readonly string[]; called: string }>

/** Every entity says whose its rows are at the back office, by ways over relations to one, or that they are the whole house's. */
export function checkScopes(entities: readonly Entity[]): string[] {
  const byName = new Map(entities.map((entity) => [entity.name, entity]))
  const endOf = (entity: Entity, path: string): string | undefined => {
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
    return Object.entries(ends).flatMap(([scope, { at, called }]) =>
      [scopes[scope as keyof Scopes] ?? []]
        .flat()
        .filter((path) => !at.includes(endOf(entity, path) ?? ''))
        .map((path) => `entity ${name}: scopes.${scope} "${path}" is no way over relations to one to ${called}`),
    )
  })
}
