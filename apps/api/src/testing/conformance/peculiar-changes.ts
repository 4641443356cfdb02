import { model } from '@portico/schema'
import type { Facts } from './facts.ts'
import type { World } from './world.ts'

type Change = (before: Facts, n: number, world: World) => unknown

/** It stays as it is, for the reason that is said. */
const stays: Change = () => undefined

/** What a field is changed to where its kind does not tell, by `entity.field`: names of other things, and values that a guard agrees with. */
export const peculiarChanges: Readonly<Record<string, Change>> = {
  'apiClient.redirectUris': () => ['https://example.com/other'],
  'externalReference.entity': stays,
  // a row that is named must be there
  'externalReference.rowId': async (_before, _n, world) => {
    const website = model.entities.get('website')!
    return (await world.create(website, await world.sample(website, []))).id
  },
  'fileAccount.publicKeys': () => [
    'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFq1Ly0XWl3RjP4vsOzKe2KexW0mkX6L1TGpxm0YLnUb of-a-test',
  ],
  'fileProfile.dateFormat': () => 'yyyy-MM-dd',
  'fileProfile.delimiter': ({ delimiter }) => (delimiter === ';' ? ',' : ';'),
  'fileProfile.quote': ({ quote }) => (quote === '"' ? "'" : '"'),
  // a picture that is there, and its size
  'productImage.key': stays,
  'productImage.width': stays,
  'productImage.height': stays,
  'connector.entity': stays,
  'connector.direction': stays,
  'connector.format': ({ format }) => (format === 'csv' ? 'jsonl' : 'csv'),
  'connector.timeZone': () => 'America/Chicago',
  'connector.schedule': () => '45 3 * * *',
  'connector.topic': () => 'product.created',
  // its price list has one currency
  'price.currency': stays,
  'webhookSubscription.url': (_before, n) => `https://example.com/hook-${n}`,
  'webhookSubscription.topics': () => ['product.changed', 'product.created'],
  'webhookSubscription.fields': () => ['sku', 'slug'],
  'paymentRule.countries': () => ['US'],
  'paymentRule.regions': () => ['US-CA'],
  'shippingRule.countries': () => ['US'],
  'shippingRule.regions': () => ['US-CA'],
  'shippingMethod.kind': stays,
  'shippingMethod.charge': () => 'item',
  'shippingMethod.weightPrices': () => [{ upToKg: '31.5', price: '19.9' }],
  'product.hsCode': () => '8544.42',
  'warehouse.timeZone': () => 'America/Chicago',
  'warehouse.cutOff': () => '15:30',
  'warehouse.workingDays': () => ['TU'],
  'warehouse.holidays': () => ['2027-01-01'],
  'paymentRule.postalCodes': () => ['SW1*'],
  'shippingRule.postalCodes': () => ['SW1*'],
  'paymentRule.expression': () => 'weight < 30',
  'shippingRule.expression': () => 'weight < 30',
}

/** What nobody writes, and follows from what is changed: by entity. */
export const following: Readonly<Record<string, readonly string[]>> = {
  // by the schedule and its time zone
  connector: ['nextRunAt'],
}
