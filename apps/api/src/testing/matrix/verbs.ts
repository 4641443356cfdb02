import { isField, type Action, type Entity } from '@portico/schema'
import { Buyer, munich } from '../buyer.ts'
import { granted } from '../caller.ts'
import type { Clerk } from '../clerk.ts'
import { draftInvoice, writtenCampaign } from '../conformance/peculiar.ts'
import { entities, type Given, type World } from '../conformance/world.ts'
import { skus } from '../fixtures/furniture.ts'

/** Where a verb is tried: in a shop with a row of every entity, all of which is undone afterwards. */
export interface Stage {
  world: World
  /** Brings things about as somebody who may do everything. */
  clerk: Clerk
  /** The row of an entity that is there. */
  row(entity: string): string
}

/** What the model does not tell of a verb. */
export interface Peculiar {
  /** Brings the row to where the verb can be done to it, or makes one and answers its id. */
  prepare?: (stage: Stage) => Promise<string | void>
  /** What it is given besides what it must be. */
  input?: (stage: Stage) => Given
  /** Nobody can do it to a row that a test has: the code of its own by which it says so, and why. */
  refused?: { code: string; why: string }
}

const drill = { sku: skus.drill, quantity: '1', unitPrice: '99.00' }
const asked = ({ world: { shop } }: Stage): Given => ({
  websiteId: shop.website.id,
  email: 'ada@example.com',
  shippingAddress: munich,
  lines: [drill, { ...drill, sku: skus.cable }],
})

/** An order that was entered, so that nobody outside holds any money of it. */
const entered = async (stage: Stage): Promise<string> =>
  String((await stage.clerk.act('order.enter', asked(stage), { id: {} }))['id'])

/** Does verbs of the entity to its row before. */
const after =
  (entity: string, ...verbs: string[]) =>
  async ({ clerk, row }: Stage): Promise<void> => {
    for (const verb of verbs) await clerk.act(`${entity}.${verb}`, { id: row(entity) })
  }

/** Does a verb of the entity to the row that was made. */
const and = (prepare: (stage: Stage) => Promise<string>, verb: string) => async (stage: Stage) => {
  const id = await prepare(stage)
  await stage.clerk.act(verb, { id })
  return id
}

const activated = async ({ clerk, row }: Stage): Promise<string> => {
  await clerk.change('promotion', row('promotion'), { percent: '10' })
  return row('promotion')
}

/** A shipment that FedEx could label. */
const addressed = async (stage: Stage): Promise<string> => {
  const { world, clerk } = stage
  const id = await packed(stage)
  const warehouseId = world.shop.warehouseIds.berlin
  await clerk.change('warehouse', warehouseId, { phone: '+49 30 1234567' })
  await clerk.change('shipment', id, { carrier: 'fedex', warehouseId })
  return id
}

const label = { service: 'FEDEX_PRIORITY', parcels: [{ weightKg: '1' }] }
const fetched = ({ world }: Stage): Given => ({
  on: world.shop.clock.now().toISOString().slice(0, 10),
  ...{ readyAt: '14:00', closesAt: '18:00' },
})

const labelled = async (stage: Stage): Promise<string> => {
  const id = await addressed(stage)
  await stage.clerk.act('shipment.buyLabels', { id, ...label })
  return id
}

/** A shipment with a line in it. */
const packed = async ({ clerk, row }: Stage): Promise<string> => {
  const { shipment } = await clerk.read('shipmentLine', row('shipmentLine'), 'shipment.id')
  return (shipment as { id: string }).id
}

/** A quote with an offer in it. */
const offering = async ({ clerk, row, world }: Stage): Promise<string> => {
  const quoteId = row('quote')
  const { currency } = await clerk.read('quote', quoteId, 'currency')
  const lineId = await clerk.make('quoteLine', { quoteId, position: 1, sku: skus.drill, name: 'Drill' })
  const unitId = world.shop.unitIds.piece
  await clerk.make('quoteOffer', { lineId, position: 1, unitId, quantity: '10', currency, unitPrice: '99' })
  return quoteId
}

/** Money of an order that the bank has reserved and nobody has taken. What became of it at the provider nothing undoes: it is another one each time. */
async function reserved({ world: { shop }, clerk, row }: Stage): Promise<string> {
  // they apply to everything that is sent and paid for
  for (const rule of ['shippingRule', 'paymentRule']) await clerk.remove(rule, row(rule))
  const buyer = new Buyer(shop, shop.caller(undefined, { 'portico-website': shop.website.code }))
  const placement = await buyer.atTheTill()
  const intentId = placement.payment!.clientSecret.split('_secret_')[0]!
  await fetch(`${shop.stripe.url}/v1/payment_intents/${intentId}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${shop.stripe.secretKey}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'capture_method=manual',
  })
  await buyer.pays(placement)
  await granted(buyer.complete())
  const newest = shop.database.db.selectFrom('payments').select('id').orderBy('id', 'desc').limit(1)
  return (await newest.executeTakeFirstOrThrow()).id
}

/** Somebody who has a token. */
const withToken =
  (column: 'userId' | 'clientId') =>
  async ({ world: { shop }, row }: Stage): Promise<string> => {
    const client = await shop.client()
    if (column === 'clientId') return client.id
    const artifact = shop.database.db.updateTable('oauthArtifacts').set({ userId: row('user'), kind: 'AccessToken' })
    await artifact.where('clientId', '=', client.clientId).execute()
    return row('user')
  }

export const peculiarVerbs: Readonly<Record<string, Peculiar>> = {
  'user.setPassword': { input: () => ({ password: 'a fine password 2' }) },
  'user.revokeTokens': { prepare: withToken('userId') },
  'apiClient.revokeTokens': { prepare: withToken('clientId') },
  'customerUser.setPassword': { input: () => ({ password: 'a fine password 2' }) },
  'fileAccount.setPassword': { input: () => ({ password: 'a fine password 2' }) },
  'integration.setCredentials': {
    prepare: ({ clerk, world }) =>
      clerk.make('integration', {
        ...{
          code: 'with-key',
          name: 'With a key',
          module: 'rest-pim',
          settings: { baseUrl: 'https://pim.example.com' },
        },
        organizationId: world.shop.website.organizationId,
      }),
    input: () => ({ credentials: { apiKey: 'of a test' } }),
  },
  'job.resume': {
    prepare: async (stage) => {
      const jobId = stage.row('job')
      const part = { jobId, pass: 1, place: 1, first: 0, records: 1, body: '{}' }
      await stage.world.shop.database.db.insertInto('jobParts').values(part).execute()
      await after('job', 'cancel')(stage)
    },
  },
  'webhookSubscription.test': { prepare: after('webhookSubscription', 'rotateSecret') },
  'connector.run': {
    refused: {
      code: 'EXCHANGE_WOULD_WRITE_ALL',
      why: 'it writes each row when there is news of it, as all of its kind here',
    },
  },
  'exchangeRun.resume': { prepare: after('exchangeRun', 'cancel') },
  'integration.resume': { prepare: after('integration', 'pause') },
  'priceList.setPrices': {
    input: ({ world: { shop } }) => ({
      websiteId: shop.website.id,
      productId: shop.furniture.drill,
      unitId: shop.unitIds.piece,
      tiers: [{ quantity: '1', amount: '100' }],
    }),
  },
  'promotion.activate': { prepare: activated },
  'promotion.pause': { prepare: and(activated, 'promotion.activate') },
  'promotion.end': { prepare: and(activated, 'promotion.activate') },
  'checkout.check': {
    refused: {
      code: 'TRANSITION_NOT_ALLOWED',
      why: 'it is asked about one that is being paid, and those here are completed',
    },
  },
  'checkout.release': {
    refused: {
      code: 'TRANSITION_NOT_ALLOWED',
      why: 'it lets go of one that is being paid, and those here are completed',
    },
  },
  'payment.capture': { prepare: reserved },
  'payment.cancel': { prepare: reserved },
  'payment.refund': { prepare: and(reserved, 'payment.capture') },
  'payment.recordRefund': {
    prepare: and(reserved, 'payment.capture'),
    input: () => ({ amount: { amount: '1', currency: 'EUR' }, reference: 'T-1' }),
  },
  'giftCard.issue': { input: () => ({ currency: 'EUR', amount: { amount: '10', currency: 'EUR' } }) },
  'giftCard.topUp': { input: () => ({ amount: { amount: '10', currency: 'EUR' } }) },
  'giftCard.enable': { prepare: after('giftCard', 'disable') },
  'payment.renew': {
    prepare: reserved,
    refused: {
      code: 'SAVED_CARD_MISSING',
      why: 'the card of a payment is kept where its website takes money at shipment, which none here does',
    },
  },
  'order.charge': {
    prepare: entered,
    refused: { code: 'PAYMENT_NOTHING_DUE', why: 'what was entered here is paid elsewhere' },
  },
  'shipment.enter': {
    prepare: async (stage) => void (await entered(stage)),
    input: () => ({ lines: [{ position: 1, quantity: '1' }] }),
  },
  'shipment.buyLabels': { prepare: addressed, input: () => label },
  'shipment.cancelLabels': { prepare: labelled },
  'shipment.bookPickup': { prepare: labelled, input: fetched },
  'shipment.cancelPickup': {
    prepare: async (stage) =>
      String((await stage.clerk.act('shipment.bookPickup', { id: await labelled(stage), ...fetched(stage) }))['id']),
  },
  'shipmentParcel.track': {
    prepare: async (stage) => {
      const id = await labelled(stage)
      await stage.clerk.act('shipment.ship', { id })
      const { parcels } = await stage.clerk.read('shipment', id, 'parcels.id', 'parcels.state')
      return (parcels as { id: string; state: string }[]).find(({ state }) => state === 'bought')!.id
    },
  },
  'shipment.ship': { prepare: packed },
  'shipment.deliver': { prepare: and(packed, 'shipment.ship') },
  'order.enter': { input: asked },
  'order.addLine': { prepare: entered, input: () => drill },
  'order.changeLine': { prepare: entered, input: () => ({ position: 1, quantity: '2' }) },
  'order.removeLine': { prepare: entered, input: () => ({ position: 1 }) },
  'order.confirm': { prepare: entered },
  'order.cancel': { prepare: entered },
  'quote.send': { prepare: offering },
  'quote.accept': { prepare: and(offering, 'quote.send') },
  'quote.decline': { prepare: and(offering, 'quote.send') },
  'quote.expire': { prepare: and(offering, 'quote.send') },
  'invoice.enter': {
    input: ({ row }) => ({
      customerId: row('customer'),
      ...{ currency: 'EUR', subtotal: '20', shippingTotal: '0', taxTotal: '0', total: '20' },
      ...{ discountTotal: '0', surchargeTotal: '0' },
      lines: [
        {
          ...{ position: 1, sku: 'A-1', name: 'Of a test', unitCode: 'piece' },
          ...{ quantity: '1', unitPrice: '20', rowTotal: '20' },
        },
      ],
    }),
  },
  'invoice.draft': {
    // the order here was bought by a guest, who is in no books
    prepare: async ({ world, row }) => {
      const { db } = world.shop.database
      await db.updateTable('invoices').set({ orderId: null }).where('orderId', '=', row('order')).execute()
      await db
        .updateTable('orders')
        .set({ customerId: row('customer') })
        .where('id', '=', row('order'))
        .execute()
    },
  },
  'invoice.issue': { prepare: ({ world }) => draftInvoice(world) },
  'invoice.cancel': { prepare: and(({ world }) => draftInvoice(world), 'invoice.issue') },
  'invoice.credit': { prepare: and(({ world }) => draftInvoice(world), 'invoice.issue') },
  'emailCampaign.schedule': { prepare: ({ world }) => writtenCampaign(world) },
  'emailCampaign.unschedule': {
    prepare: async ({ world, clerk }) => {
      const id = await writtenCampaign(world)
      await clerk.act('emailCampaign.schedule', { id, at: '2030-01-01T00:00:00.000Z' })
      return id
    },
  },
  'emailCampaign.start': { prepare: ({ world }) => writtenCampaign(world) },
  'emailCampaign.finish': { prepare: and(({ world }) => writtenCampaign(world), 'emailCampaign.start') },
  'emailCampaign.cancel': { prepare: and(({ world }) => writtenCampaign(world), 'emailCampaign.start') },
  'ticket.reopen': { prepare: after('ticket', 'resolve') },
}

export interface Verb {
  entity: Entity
  verb: string
  action: Action
}

/** Every verb of the back office. */
export const verbs: readonly Verb[] = entities.flatMap((entity) =>
  Object.entries(entity.actions).flatMap(([verb, action]) =>
    action.show.includes('backOffice') ? [{ entity, verb, action }] : [],
  ),
)

/** Whether an action is called on a row of its entity. */
export const onRow = ({ entity, action }: Verb): boolean =>
  Object.values(action.input).some((field) => isField(field) && field.kind === 'id' && field.to === entity.name)
