import { z } from 'zod'
import type { CarrierPickups, PickupRequest } from '../../domain/shipping/port.ts'
import { answering, type FedexLog } from './carrier-answer.ts'
import type { FedexApi } from './fedex-api.ts'
import { fedexPlace } from './fedex-place.ts'
import { measuresOf, weightValue } from './measures.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { isGround } from './parcel-limits.ts'
import { streetLines } from './street-lines.ts'
import { FedexTrouble } from './trouble.ts'

const booked = z.object({
  output: z.object({ pickupConfirmationCode: z.string().min(1), location: z.string().optional() }),
})

/** Ground and Express have drivers of their own. */
const networkOf = (service: string): 'FDXG' | 'FDXE' =>
  isGround(service) || service === 'GROUND_HOME_DELIVERY' ? 'FDXG' : 'FDXE'

/** Drivers by FedEx's Pickup Request API: `POST /pickup/v1/pickups`, `PUT /pickup/v1/pickups/cancel`. */
export function fedexPickups(
  api: FedexApi,
  { accountNumber, timeoutMs }: { accountNumber: string; timeoutMs: number },
  log: FedexLog,
): CarrierPickups {
  const waits = { timeoutMs, budgetMs: timeoutMs * 1.5 }
  const account = { associatedAccountNumber: { value: accountNumber } }
  return {
    book: (request) =>
      answering(log, 'FedEx has booked no pickup', async () => {
        const body = { ...account, ...bookBody(request) }
        const answer = await api.send('/pickup/v1/pickups', body, { ...waits, once: true })
        const { data } = booked.safeParse(answer.body)
        if (!data)
          throw new FedexTrouble('outage', 'FedEx answered with something that is no pickup', {
            transactionId: answer.transactionId,
          })
        return { confirmationCode: data.output.pickupConfirmationCode, location: data.output.location || null }
      }),
    cancel: ({ service, on, confirmationCode, location }) =>
      answering(log, 'FedEx did not cancel a pickup', async () => {
        const body = {
          ...account,
          pickupConfirmationCode: confirmationCode,
          carrierCode: networkOf(service),
          scheduledDate: on,
          ...(location ? { location } : {}),
        }
        try {
          await api.send('/pickup/v1/pickups/cancel', body, { ...waits, method: 'PUT' })
          return { known: true }
        } catch (error) {
          const codes = error instanceof FedexTrouble ? (error.details.errors ?? []) : []
          if (codes.some(({ code }) => /CONFIRMATION.*INVALID|NOT\.?FOUND/.test(code))) return { known: false }
          throw error
        }
      }),
  }
}

function bookBody({ service, at, on, readyAt, closesAt, packages, weightKg, remarks }: PickupRequest) {
  const measures = measuresOf(at.countryCode)
  const milligrams = new Decimal(weightKg).times(1_000_000).ceil().toNumber()
  return {
    originDetail: {
      pickupLocation: {
        contact: {
          ...(at.company ? { companyName: at.company.slice(0, 35) } : {}),
          personName: `${at.firstName} ${at.lastName}`.trim() || (at.company ?? 'Shipping').slice(0, 70),
          phoneNumber: (at.phone ?? '').replaceAll(/[^\d+]/g, ''),
        },
        address: {
          streetLines: streetLines(at.street, at.street2),
          ...fedexPlace(at),
        },
      },
      // the time of the place, though it is written as if it were UTC
      readyDateTimestamp: `${on}T${readyAt}:00Z`,
      customerCloseTime: `${closesAt}:00`,
    },
    totalWeight: { units: measures.weightUnits, value: weightValue(milligrams, measures) },
    packageCount: packages,
    carrierCode: networkOf(service),
    ...(remarks ? { remarks } : {}),
  }
}
