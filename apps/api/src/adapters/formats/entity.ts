import type { Entity, Model } from '@portico/schema'
import { UnreadableFile, type ConnectorSaid } from '../../domain/integrations/port.ts'

/** The entity whose rows a connector exchanges. */
export function entityOf(model: Model, { code, entity }: ConnectorSaid): Entity {
  const found = entity === null ? undefined : model.entities.get(entity)
  if (!found) throw new UnreadableFile('FILE_PROFILE_INVALID', { field: entity ?? 'entity', entity: code })
  return found
}
