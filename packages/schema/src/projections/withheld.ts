import type { Audience, Many, Model, One } from '../index.ts'

/**
 * Whether a row that is linked to need not be the caller's to read: then nothing stands in its place. At the back office that may be any; at the shop what
 * somebody owns.
 */
export const mayBeWithheld = (model: Model, audience: Audience, { to }: One | Many): boolean =>
  audience === 'backOffice' || model.entities.get(to)?.access.storefront === 'owner'

/** Whether rows can be looked for by what a relation leads to: at the shop not where its area says what is there. */
export const isFollowed = (model: Model, audience: Audience, { to }: One | Many): boolean =>
  audience === 'backOffice' || !model.entities.get(to)?.access.byArea
