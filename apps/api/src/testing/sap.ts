import { fixtureSettings } from '../adapters/sap/fixtures/asked.ts'
import { Clerk } from './clerk.ts'
import { createPartner, type Partner } from './partner.ts'
import type { OpenShop } from './shop.ts'

/** A shop that SAP is connected with, and what its fixtures name: plant and tax class, category and payment term. `given`: other settings. */
export async function connectSap(
  shop: OpenShop,
  given: Readonly<Record<string, unknown>> = {},
): Promise<{ sap: Partner; clerk: Clerk; settings: Readonly<Record<string, unknown>> }> {
  const clerk = await Clerk.of(shop)
  const { db } = shop.database
  const warehouse = await db
    .selectFrom('warehouses')
    .select('code')
    .where('id', '=', shop.warehouseIds.berlin)
    .executeTakeFirstOrThrow()
  const tax = await db.selectFrom('productTaxCodes').select('code').executeTakeFirstOrThrow()
  await clerk.make('category', { code: 'tools', slug: 'tools', name: { en: 'Tools' } })
  await clerk.make('paymentTerm', { code: 'NET30', label: { en: 'net 30' }, netDays: 30 })
  const settings = {
    ...fixtureSettings,
    website: shop.website.code,
    plants: { '1000': warehouse.code },
    materialTaxes: { '1': tax.code },
    ...given,
  }
  return { clerk, settings, sap: await createPartner(shop, { module: 'sap', integration: { settings } }) }
}
