import { z } from 'zod'
import type { Ctx } from '../../kernel/context.ts'
import { defineJob, enqueue, type Job } from '../../kernel/jobs.ts'
import type { Mail, Mailer } from '../../kernel/mail.ts'
import type { Consumer } from '../../kernel/outbox.ts'
import type { Carriers } from '../shipping/index.ts'
import { carriedBy, trackingPageOf } from './carried-by.ts'
import { quantityIn } from './order-mail.ts'
import { inLanguageOf, orderPage, wordsFor } from './order-page.ts'
import { countedUnits } from './unit-names.ts'

const payload = z.object({ shipmentId: z.uuid(), happened: z.enum(['shipped', 'delivered']) })
type ShipmentMail = Job<z.infer<typeof payload>>
type Happened = z.infer<typeof payload>['happened']

interface MailedShipment {
  orderId: string
  number: string
  email: string
  /** By its name. */
  shop: string
  locale: string
  /** Who carries it, as its buyer knows it. */
  by: string | null
  trackingNumber: string | null
  trackingPage: string | null
  lines: readonly { name: string; sku: string; quantity: string; unit: string }[]
}

const words = {
  en: {
    shipped: {
      subject: (number: string) => `On its way: your order ${number}`,
      text: 'Hello,\n\nthese goods of your order are on their way:',
    },
    delivered: {
      subject: (number: string) => `Delivered: your order ${number}`,
      text: 'Hello,\n\nthese goods of your order have been delivered:',
    },
    parcel: 'Parcel',
    see: 'Your order at any time:',
  },
  de: {
    shipped: {
      subject: (number: string) => `Unterwegs: Ihre Bestellung ${number}`,
      text: 'Guten Tag,\n\ndiese Ware aus Ihrer Bestellung ist unterwegs:',
    },
    delivered: {
      subject: (number: string) => `Zugestellt: Ihre Bestellung ${number}`,
      text: 'Guten Tag,\n\ndiese Ware aus Ihrer Bestellung wurde zugestellt:',
    },
    parcel: 'Sendung',
    see: 'Ihre Bestellung jederzeit:',
  },
}

/** Mails a buyer that goods of theirs are on their way, or have come: what, and where it is. */
export const shipmentMailJob = (mailer: Mailer, storefrontUrl: string, carriers: Carriers): ShipmentMail =>
  defineJob({
    name: 'orders.mailShipment',
    payload,
    run: async ({ shipmentId, happened }, ctx) => {
      const shipment = await readShipment(ctx, shipmentId, carriers)
      if (shipment && shipment.lines.length > 0) await mailer.send(mailOf(shipment, happened, storefrontUrl))
    },
  })

/** Hears of each shipment that leaves or arrives, and puts its mail into the queue: in the transaction that acknowledges the news, so there is one of each. */
export const shipmentMailConsumer = (job: ShipmentMail): Consumer => ({
  name: 'orders.mailShipments',
  topics: ['shipment.shipped', 'shipment.delivered'],
  handle: async (events, ctx) => {
    for (const { entityId: shipmentId, topic } of events) {
      const happened: Happened = topic === 'shipment.shipped' ? 'shipped' : 'delivered'
      await enqueue(ctx, job, { shipmentId, happened }, { key: `${happened}-${shipmentId}` })
    }
  },
})

async function readShipment(ctx: Ctx, id: string, carriers: Carriers): Promise<MailedShipment | undefined> {
  const shipment = await ctx.db
    .selectFrom('shipments as s')
    .innerJoin('orders as o', 'o.id', 's.orderId')
    .innerJoin('websites as w', 'w.id', 'o.websiteId')
    .select(['o.id as orderId', 'o.number', 'o.email', 'o.locale', 'w.name as shop'])
    .select(['s.carrier', 's.service', 'o.shippingOption as chosen', 's.trackingNumber', 's.trackingUrl'])
    .where('s.id', '=', id)
    .executeTakeFirst()
  if (!shipment) return undefined
  const lines = await ctx.db
    .selectFrom('shipmentLines as sl')
    .innerJoin('orderLines as ol', 'ol.id', 'sl.orderLineId')
    .select(['ol.name', 'ol.sku', 'sl.quantity', 'ol.unitCode', 'ol.unitLabel'])
    .where('sl.shipmentId', '=', id)
    .orderBy('ol.position')
    .execute()
  const inBuyers = inLanguageOf(ctx, shipment.locale)
  const [unitOf, byOf] = await Promise.all([countedUnits(lines, inBuyers), carriedBy([shipment], inBuyers, carriers)])
  return {
    ...shipment,
    by: byOf(shipment),
    trackingPage: trackingPageOf(shipment, carriers),
    lines: lines.map((line) => ({ ...line, unit: unitOf(line) })),
  }
}

function mailOf(shipment: MailedShipment, happened: Happened, storefrontUrl: string): Mail {
  const { locale, number, orderId, by, trackingNumber, trackingPage } = shipment
  const say = wordsFor(words, locale)
  const goods = shipment.lines.map(
    ({ name, sku, quantity, unit }) => `${quantityIn(quantity, locale)} ${unit}  ${name} (${sku})`,
  )
  const parcel = trackingNumber ? [`${say.parcel}: ${[by, trackingNumber].filter(Boolean).join(' ')}`] : []
  const text = [
    say[happened].text,
    goods.join('\n'),
    ...[[...parcel, ...(trackingPage ? [trackingPage] : [])].join('\n')].filter(Boolean),
    `${say.see}\n${orderPage(storefrontUrl, locale, orderId)}`,
  ].join('\n\n')
  return { to: shipment.email, sender: shipment.shop, subject: say[happened].subject(number), text: `${text}\n` }
}
