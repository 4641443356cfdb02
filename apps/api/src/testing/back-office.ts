import { Rights, type Grant } from '../engine/records/index.ts'
import type { BackOfficeActor, Ctx } from '../kernel/context.ts'
import { randomIds } from '../kernel/ids.ts'
import type { Shop } from './fixtures/shop.ts'

export interface Staff {
  grants?: readonly Grant[]
  principalId?: string
  organizationId?: string
  businessUnitId?: string
}

/** A context of somebody of the back office with these rights (everything, unless told), as identity makes it from a token. */
export function staff(shop: Pick<Shop, 'as' | 'website'>, given: Staff = {}, ctx: Partial<Ctx> = {}): Ctx {
  const actor: BackOfficeActor = {
    kind: 'backOffice',
    by: 'user',
    principalId: given.principalId ?? randomIds.next(),
    name: 'Clara Clerk',
    organizationId: given.organizationId ?? shop.website.organizationId,
    businessUnitId: given.businessUnitId ?? null,
    rights: new Rights(given.grants ?? [{ entity: '*', deed: '*', level: 'all' }]),
  }
  return shop.as(actor, { door: 'test', ip: '192.0.2.1', requestId: `asked-${randomIds.next()}`, ...ctx })
}
