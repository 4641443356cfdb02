import { boolean, choice, currency, email, entity, many, money, one } from '../../language/index.ts'
import { captureTimes, checkoutPaymentMethods } from './payment-methods.ts'

export const paymentSetting = entity('paymentSetting', {
  area: 'payments',
  doc: 'How a way to pay is done at a website. Without one, money is taken with the order, in any amount, and no card is saved.',
  fields: {
    method: choice(checkoutPaymentMethods, { name: 'CheckoutPaymentMethod', immutable: true }),
    capture: choice(captureTimes, {
      name: 'CaptureTime',
      default: 'atOrder',
      doc: 'atOrder: the money is taken with the order. atShipment: the bank reserves it, and what leaves is taken when it leaves. By card.',
    }),
    saveCards: boolean({ default: false, doc: 'Who is signed in may have their card kept by the payment service.' }),
    failureEmail: email({
      optional: true,
      doc: 'Who of the house hears of reservations that could not be renewed.',
    }),
  },
  relations: {
    website: one('website', { onDelete: 'cascade', immutable: true }),
    limits: many('paymentLimit', 'setting'),
  },
  uniques: [['websiteId', 'method']],
  naturalKey: ['website', 'method'],
  scopes: { organization: 'website.organization' },
})

export const paymentLimit = entity('paymentLimit', {
  area: 'payments',
  doc: 'Between which amounts a way to pay is offered, in a currency: what is paid that way, with what it costs.',
  fields: {
    currency: currency({ immutable: true }),
    minimum: money({ optional: true, min: 0, doc: 'From this amount on.' }),
    maximum: money({ optional: true, min: 0, doc: 'Up to this amount, which is offered still.' }),
  },
  relations: { setting: one('paymentSetting', { onDelete: 'cascade', immutable: true }) },
  uniques: [['settingId', 'currency']],
  naturalKey: ['setting', 'currency'],
  scopes: { organization: 'setting.website.organization' },
})
