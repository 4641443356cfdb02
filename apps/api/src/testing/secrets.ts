import { createSeal } from '../kernel/seal.ts'
import { staff } from './back-office.ts'
import { granted } from './caller.ts'
import { addDevice } from './devices.ts'
import { skus } from './fixtures/furniture.ts'
import type { OpenShop } from './shop.ts'

/** What a house keeps secret, and whose it is. */
export interface Kept {
  secrets: {
    wsse: string
    webhook: string
    client: string
    credential: string
    password: string
    giftCard: string
    device: string
  }
  wsseUser: { id: string; email: string }
  integrationId: string
}

/** Gives a shop a secret of each kind but those of webhooks; sealed by this key, where they are sealed. */
export async function keepSecrets(shop: OpenShop, key: string): Promise<Kept> {
  const secrets = {
    wsse: '',
    webhook: '',
    client: '',
    credential: 'a credential of the outside',
    password: 'correct horse battery 9',
    giftCard: '',
    device: '',
  }
  const ctx = staff(shop)
  const { engine } = shop.built
  const organizationId = shop.website.organizationId
  const email = 'old-erp@example.com'
  const { id } = await engine.records.create('user', { email, name: 'Old ERP', organizationId, wsse: true }, ctx)
  secrets.wsse = ((await engine.act('user.issueWsseKey', { id }, ctx, {})) as { key: string }).key
  const client = await engine.records.create('apiClient', { clientId: 'erp', name: 'ERP', organizationId }, ctx)
  secrets.client = (
    (await engine.act('apiClient.issueSecret', { id: client.id }, ctx, {})) as { secret: string }
  ).secret
  // no module of the house keeps credentials yet: what they are sealed by is the same
  const integration = await engine.records.create(
    'integration',
    { code: 'i', name: 'I', module: 'files', organizationId },
    ctx,
  )
  const credentials = createSeal([key]).close(
    JSON.stringify({ key: secrets.credential }),
    `integration/${integration.id}`,
  )
  await shop.database.db.updateTable('integrations').set({ credentials }).where('id', '=', integration.id).execute()
  const account = await engine.records.create(
    'fileAccount',
    { username: 'partner', name: 'Partner', organizationId },
    ctx,
  )
  await engine.act('fileAccount.setPassword', { id: account.id, password: secrets.password }, ctx, {})
  const card = { websiteId: shop.website.id, currency: 'EUR', amount: { amount: '10', currency: 'EUR' } }
  secrets.giftCard = ((await engine.act('giftCard.issue', card, ctx, {})) as { code: string }).code
  const visitor = shop.caller()
  await granted(visitor.act('cartAddLine', { sku: skus.drill, quantity: '1' }, 'id'))
  secrets.device = (await addDevice(visitor)).auth
  return { secrets, wsseUser: { id, email }, integrationId: integration.id }
}
