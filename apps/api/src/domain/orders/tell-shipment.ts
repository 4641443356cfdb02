import type { Consumer } from '../../kernel/outbox.ts'
import type { TellDevices } from '../notices/index.ts'

const words = {
  en: {
    title: (number: string) => `Order ${number}`,
    shipped: 'Goods of your order are on their way.',
    delivered: 'Goods of your order have been delivered.',
  },
  de: {
    title: (number: string) => `Bestellung ${number}`,
    shipped: 'Ware aus Ihrer Bestellung ist unterwegs.',
    delivered: 'Ware aus Ihrer Bestellung wurde zugestellt.',
  },
}

/** Hears of each shipment that leaves or arrives, and tells the devices of whoever ordered: no more than the order's number leaves the house. */
export const shipmentNoticeConsumer = (tell: TellDevices): Consumer => ({
  name: 'orders.tellShipments',
  topics: ['shipment.shipped', 'shipment.delivered'],
  handle: async (events, ctx) => {
    for (const { entityId, topic } of events) {
      const happened = topic === 'shipment.shipped' ? 'shipped' : 'delivered'
      const order = await ctx.db
        .selectFrom('shipments')
        .innerJoin('orders', 'orders.id', 'shipments.orderId')
        .select(['orders.id', 'orders.number', 'orders.visitorId', 'orders.customerUserId'])
        .where('shipments.id', '=', entityId)
        .executeTakeFirst()
      if (!order) continue
      await tell(ctx, {
        owner: order,
        about: order.id,
        key: `${happened}-${entityId}`,
        say: (locale) => {
          const german = locale.startsWith('de')
          const say = german ? words.de : words.en
          return {
            title: say.title(order.number),
            body: say[happened],
            path: `${german ? '/de' : ''}/order/${order.id}`,
          }
        },
      })
    }
  },
})
