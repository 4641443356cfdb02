import { z } from 'zod'
import type { CarrierRate } from '../../domain/shipping/port.ts'
import { chargeOf } from './charge-of-rate.ts'
import type { RateType } from './rate-request.ts'
import { serviceName } from './named-services.ts'
import { readTransit } from './transit.ts'

const ratedShipment = z.object({
  rateType: z.string().optional(),
  totalNetCharge: z.number().optional(),
  totalNetFedExCharge: z.number().optional(),
  totalVatCharge: z.number().optional(),
  currency: z.string().optional(),
  shipmentRateDetail: z
    .object({
      currency: z.string().optional(),
      currencyExchangeRate: z
        .object({
          fromCurrency: z.string().optional(),
          intoCurrency: z.string().optional(),
          rate: z.number().optional(),
        })
        .optional(),
    })
    .optional(),
})

const rateReply = z.object({
  output: z.object({
    rateReplyDetails: z
      .array(
        z.object({
          serviceType: z.string(),
          serviceName: z.string().optional(),
          ratedShipmentDetails: z.array(ratedShipment).default([]),
          operationalDetail: z
            .object({
              transitTime: z.string().optional(),
              deliveryDate: z.string().optional(),
              commitDate: z.string().optional(),
            })
            .optional(),
          commit: z
            .object({
              daysInTransit: z.string().optional(),
              dateDetail: z.object({ dayFormat: z.string().optional() }).optional(),
              transitDays: z
                .object({ minimumTransitTime: z.string().optional(), maximumTransitTime: z.string().optional() })
                .optional(),
            })
            .optional(),
        }),
      )
      .default([]),
  }),
})

export type ReplyDetail = z.output<typeof rateReply>['output']['rateReplyDetails'][number]

/** What FedEx answered, or undefined when it is not a rate reply at all. */
export const readReply = (body: unknown): readonly ReplyDetail[] | undefined =>
  rateReply.safeParse(body).data?.output.rateReplyDetails

/** The rates of a reply in one currency (ISO 4217), of the type that was asked for. Services that FedEx tells no such price of are left out. */
export function ratesOf(
  details: readonly ReplyDetail[],
  wanted: { rateType: RateType; currency: string; shipDate: string },
): CarrierRate[] {
  return details.flatMap((detail) => {
    const amount = chargeOf(detail.ratedShipmentDetails, wanted)
    if (!amount) return []
    return [
      {
        carrier: 'fedex' as const,
        service: detail.serviceType,
        name: serviceName(detail.serviceType, detail.serviceName),
        amount,
        ...readTransit(detail, wanted.shipDate),
      },
    ]
  })
}
