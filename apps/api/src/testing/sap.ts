import { fixtureSettings } from '../adapters/sap/fixtures/asked.ts'
import { Clerk } from './clerk.ts'
import { createPartner, type Partner, type Run } from './partner.ts'
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

/** What became of a file, with what was refused of it. */
export type Arrival = Run & { problems: Record<string, unknown>[] }

/** Lets files of IDocs come in from SAP, by a connector for each message; every IDoc gets a number of its own. Answers what its run says. */
export function arrivals(shop: OpenShop, sap: Partner): (messageType: string, text: string) => Promise<Arrival> {
  const connectors = new Map<string, string>()
  let files = 0
  return async (messageType, text) => {
    const connector =
      connectors.get(messageType) ??
      (await sap.connector({ format: 'idoc', messageType, fileMask: `${messageType}_*`, mode: 'upsert' }))
    connectors.set(messageType, connector)
    files += 1
    const numbered = text.replace(
      /<DOCNUM>\d+/g,
      (_, at: number) => `<DOCNUM>${String(files * 1_000_000 + at).padStart(16, '0')}`,
    )
    await sap.put(`inbound/${messageType}_${files}.xml`, numbered)
    await shop.drain()
    const run = (await sap.runs(connector)).at(-1)!
    return { ...run, problems: await sap.problems(run.id) }
  }
}
