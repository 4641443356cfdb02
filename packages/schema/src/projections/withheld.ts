import type { Audience, Many, Model, One } from '../index.ts'

/**
 * Whether a row that is linked to need not be the caller's to read: then nothing stands in its place. At the back office that may be any; at the shop what
 * somebody owns.
 */
export const mayBeWithheld = (model: Model, audience: Audience, { to }: One | Many): boolean =>
  audience === 'backOffice' || model.entities.get(to)?.access.storefront === 'owner'
