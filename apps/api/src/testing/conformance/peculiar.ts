import { model } from '@portico/schema'
import { picture } from '../pictures.ts'
import type { OpenShop } from '../shop.ts'
import type { Said } from './inputs.ts'
import type { Given, World } from './world.ts'

/** What fields want that their kinds do not tell, by `entity.field`: names of other things, and values that a guard agrees with. */
export const peculiar = (shop: OpenShop): Said => ({
  'apiClient.redirectUris': ['https://example.com/back'],
  // it may become the one that is spoken to where none is named
  'website.defaultLocale': 'en',
  'website.locales': ['en', 'de'],
  'website.currencies': ['EUR', 'USD'],
  'website.shippingCountries': ['DE', 'US'],
  'externalReference.entity': 'website',
  'externalReference.rowId': shop.website.id,
  'fileAccount.publicKeys': [],
  'integration.module': 'files',
  'connector.direction': 'out',
  'connector.filter': { path: 'sku', op: 'eq', value: 'A-1' },
  'connector.mode': 'upsert',
  'connector.schedule': '30 2 * * *',
  'connector.timeZone': 'Europe/Berlin',
  'connector.topic': 'product.changed',
  'connector.scope': { path: 'sku', op: 'eq', value: 'A-1' },
  'connector.entity': 'product',
  'connector.format': 'csv',
  'fileProfile.dateFormat': 'dd.MM.yyyy',
  'fileProfile.delimiter': ';',
  'fileProfile.quote': '"',
  'webhookSubscription.url': 'https://example.com/hook',
  'webhookSubscription.topics': ['product.changed'],
  'webhookSubscription.filter': { path: 'sku', op: 'eq', value: 'A-1' },
  'webhookSubscription.fields': ['sku'],
  'priceList.currencies': ['EUR'],
  'shipmentLine.quantity': '1',
  // amounts of a rule are in its currency
  'paymentRule.currency': 'EUR',
  'shippingRule.currency': 'EUR',
  // what goes on account is neither taken later nor by a card
  'paymentSetting.method': 'card',
  'paymentRule.countries': ['DE'],
  'paymentRule.regions': ['DE-BY'],
  'paymentRule.postalCodes': ['80000..81999'],
  'paymentRule.expression': 'subtotal >= 99.90',
  'shippingRule.postalCodes': ['80000..81999'],
  'shippingRule.expression': 'subtotal >= 99.90',
  'paymentRule.weightUntil': '99.5',
  'shippingRule.weightUntil': '99.5',
  'paymentRule.subtotalUntil': { amount: '99.99', currency: 'EUR' },
  'shippingRule.countries': ['DE'],
  'shippingRule.regions': ['DE-BY'],
  'shippingRule.subtotalUntil': { amount: '99.99', currency: 'EUR' },
  'product.type': 'simple',
  'product.hsCode': '8467.21',
  'warehouse.timeZone': 'Europe/Berlin',
  'warehouse.cutOff': '14:00',
  'warehouse.workingDays': ['MO', 'SA'],
  'warehouse.holidays': ['2026-12-25'],
  // only what is fetched names a place where
  'shippingMethod.kind': 'pickup',
  // a row that shows a picture names one that is there, and is as large as it
  'productImage.key': picture.key,
  'productImage.width': picture.width,
  'productImage.height': picture.height,
})

const entity = (name: string) => model.entities.get(name)!

/** The unit of the product that was last linked to a price. */
const unitsOfPriced = new WeakMap<World, string>()

/** An invoice that can be issued. */
export async function draftInvoice(world: World, members: Given = {}): Promise<string> {
  const amount = { amount: '20', currency: 'EUR' }
  const given = await world.sample(entity('invoice'), [])
  const { id } = await world.create(entity('invoice'), {
    ...given,
    ...members,
    currency: 'EUR',
    subtotal: amount,
    taxTotal: { ...amount, amount: '0' },
    shippingTotal: { ...amount, amount: '0' },
    total: amount,
  })
  const line = await world.sample(entity('invoiceLine'), [])
  await world.create(entity('invoiceLine'), { ...line, invoiceId: id, currency: 'EUR', rowTotal: amount })
  return id
}

/** A campaign that can be sent. */
export async function writtenCampaign(world: World): Promise<string> {
  const campaign = await world.sample(entity('emailCampaign'), [])
  const member = await world.sample(entity('marketingListMember'), [])
  await world.create(entity('marketingListMember'), { ...member, listId: campaign.listId })
  const { id } = await world.create(entity('emailCampaign'), {
    ...campaign,
    html: { en: '<p>Hello</p>', de: '<p>Hallo</p>' },
    text: { en: 'Hello', de: 'Hallo' },
  })
  return id
}

/** Rows that must have come further than a new one has, or be of a certain kind, by the member that links to them. */
export const peculiarLinks: Readonly<Record<string, (world: World) => Promise<string>>> = {
  // there is one for each website and way to pay
  'paymentSetting.websiteId': async (world) =>
    (await world.create(entity('website'), await world.sample(entity('website'), []))).id,
  // an address belongs to a customer or to a person, and the kinds do not tell that one of them must be said
  'customerAddress.customerId': (world) => world.link('customer'),
  // a price is in a unit of its product, which is linked before it
  'price.productId': async (world) => {
    const primaryUnitId = await world.link('unit')
    const { id } = await world.create(entity('product'), {
      ...(await world.sample(entity('product'), [])),
      primaryUnitId,
    })
    unitsOfPriced.set(world, primaryUnitId)
    return id
  },
  'price.unitId': (world) => Promise.resolve(unitsOfPriced.get(world)!),
  'kitItem.kitId': async (world) => {
    const kit = { ...(await world.sample(entity('product'), [])), type: 'kit' }
    return (await world.create(entity('product'), kit)).id
  },
  // money comes for what was issued
  'invoicePayment.invoiceId': async (world) => {
    const id = await draftInvoice(world)
    await world.act('invoiceIssue', { id })
    return id
  },
  // results come for what is being sent
  'emailResult.campaignId': async (world) => {
    const id = await writtenCampaign(world)
    await world.act('emailCampaignStart', { id })
    return id
  },
}
