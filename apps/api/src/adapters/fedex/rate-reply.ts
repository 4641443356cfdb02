import { z } from 'zod'
import type { CarrierRate } from '../../domain/shipping/port.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { money, type Money } from '../../kernel/money.ts'
import type { RateType } from './rate-request.ts'
import { serviceName } from './labels.ts'
import { readTransit } from './transit.ts'

const ratedShipment = z.object({
  rateType: z.string().optional(),
  totalNetCharge: z.number().optional(),
  totalNetFedExCharge: z.number().optional(),
  totalVatCharge: z.number().optional(),
  currency: z.string().optional(),
  shipmentRateDetail: z.object({ currency: z.string().optional() }).optional(),
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

/**
 * The rates of a reply in one currency: the entry of the rate type that was asked for (by its name: the order means nothing), or
 * FedEx's conversion of it. Services without an entry in the currency are left out.
 */
export function ratesOf(
  details: readonly ReplyDetail[],
  wanted: { rateType: RateType; currency: string; shipDate: string },
): CarrierRate[] {
  return details.flatMap((detail) => {
    const amount = chargeOf(detail, wanted)
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

function chargeOf(detail: ReplyDetail, wanted: { rateType: RateType; currency: string }): Money | undefined {
  const inCurrency = detail.ratedShipmentDetails.filter(
    (rated) => (rated.shipmentRateDetail?.currency ?? rated.currency) === wanted.currency,
  )
  const chosen =
    inCurrency.find((rated) => rated.rateType === wanted.rateType) ??
    inCurrency.find((rated) => rated.rateType?.startsWith('PREFERRED'))
  // Net without VAT: the shop's own tax rules decide on tax for shipping. JSON's numbers become decimals by their shortest writing.
  const net = chosen?.totalNetFedExCharge ?? netOfVat(chosen)
  return net === undefined || new Decimal(net).isNegative() ? undefined : money(String(net), wanted.currency)
}

const netOfVat = (rated: z.output<typeof ratedShipment> | undefined): Decimal | undefined =>
  rated?.totalNetCharge === undefined ? undefined : new Decimal(rated.totalNetCharge).minus(rated.totalVatCharge ?? 0)
