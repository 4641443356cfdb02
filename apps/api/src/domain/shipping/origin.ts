import type { Ctx } from '../../kernel/context.ts'
import type { PostalAddress } from './port.ts'

/**
 * Where a shipment starts: the warehouse in the country of destination, else the one of highest priority; null when there is none.
 * It is the order in which stock is asked too. One statement.
 */
export async function originFor(countryCode: string, { db }: Pick<Ctx, 'db'>): Promise<PostalAddress | null> {
  const warehouse = await db
    .selectFrom('warehouses')
    .select(['name', 'company', 'street', 'city', 'region', 'postalCode', 'countryCode', 'phone'])
    .where('active', '=', true)
    .orderBy((eb) => eb('countryCode', '=', countryCode), 'desc')
    .orderBy('priority', 'desc')
    .orderBy('code')
    .limit(1)
    .executeTakeFirst()
  if (!warehouse) return null
  const { name, ...address } = warehouse
  return { ...address, company: address.company ?? name, firstName: '', lastName: '' }
}
