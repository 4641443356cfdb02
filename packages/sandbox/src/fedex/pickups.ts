import { Ajv } from 'ajv'
import { addDays, dayOf, readDay } from './calendar.ts'
import { failure } from './errors.ts'
import { holdTo } from './openapi.ts'
import { holdRegion } from './regions.ts'
import type { ShipmentBook } from './shipment-book.ts'

/**
 * What the Pickup Request API is asked, as far as the shop uses it. FedEx's document of this API is not among those here: the names are those of its public
 * reference (developer.fedex.com, Pickup Request API), and requests are held to no more than these.
 */
const ajv = new Ajv({ allErrors: true })
const text = { type: 'string', minLength: 1 }
const account = { type: 'object', required: ['value'], properties: { value: text } }
const carrierCode = { enum: ['FDXE', 'FDXG'] }
const addressSchema = {
  type: 'object',
  required: ['streetLines', 'city', 'countryCode'],
  properties: { streetLines: { type: 'array', items: { type: 'string' } }, city: text, countryCode: text },
}
const createRequest = ajv.compile({
  type: 'object',
  required: ['associatedAccountNumber', 'originDetail', 'carrierCode'],
  properties: {
    associatedAccountNumber: account,
    carrierCode,
    packageCount: { type: 'integer', minimum: 1 },
    originDetail: {
      type: 'object',
      required: ['pickupLocation', 'readyDateTimestamp', 'customerCloseTime'],
      properties: {
        readyDateTimestamp: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}' },
        customerCloseTime: { type: 'string', pattern: '^\\d{2}:\\d{2}:\\d{2}$' },
        pickupLocation: {
          type: 'object',
          required: ['contact', 'address'],
          properties: {
            contact: { type: 'object', required: ['phoneNumber'], properties: { phoneNumber: text } },
            address: addressSchema,
          },
        },
      },
    },
  },
})
const cancelRequest = ajv.compile({
  type: 'object',
  required: ['associatedAccountNumber', 'pickupConfirmationCode', 'carrierCode', 'scheduledDate'],
  properties: {
    associatedAccountNumber: account,
    pickupConfirmationCode: text,
    carrierCode,
    scheduledDate: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
    location: { type: 'string' },
  },
})

interface CreateBody {
  associatedAccountNumber: { value: string }
  carrierCode: 'FDXE' | 'FDXG'
  packageCount?: number
  originDetail: {
    readyDateTimestamp: string
    customerCloseTime: string
    pickupLocation: { address: { stateOrProvinceCode?: unknown } }
  }
}

interface CancelBody {
  associatedAccountNumber: { value: string }
  pickupConfirmationCode: string
  carrierCode: string
  scheduledDate: string
  location?: string
}

interface Known {
  accountNumber: string
  now: Date
}

/** `output` of the answer to `POST /pickup/v1/pickups`. */
export function bookPickup(given: unknown, book: ShipmentBook, known: Known) {
  holdTo(createRequest, given)
  const body = given as CreateBody
  holdAccount(body, known)
  holdRegion('PICKUP', body.originDetail.pickupLocation.address.stateOrProvinceCode)
  const [day = '', time = ''] = body.originDetail.readyDateTimestamp.split('T')
  const ready = readDay(day)
  const today = readDay(dayOf(known.now))!
  if (!ready || ready < addDays(today, -1) || ready > addDays(today, 14))
    throw failure(400, 'PICKUP.READYDATE.INVALID', 'The pickup date is invalid or too far ahead. Please try again.')
  if (time.slice(0, 8) >= body.originDetail.customerCloseTime)
    throw failure(
      400,
      'PICKUP.CUSTOMERCLOSETIME.INVALID',
      'The close time must be later than the ready time. Please update and try again.',
    )
  const { confirmationCode, location } = book.bookPickup({
    location: body.carrierCode === 'FDXE' ? 'NQAA' : '',
    carrierCode: body.carrierCode,
    day,
    packages: body.packageCount ?? 1,
  })
  return { pickupConfirmationCode: confirmationCode, ...(location ? { location } : {}), alerts: [] }
}

/** `output` of the answer to `PUT /pickup/v1/pickups/cancel`. */
export function cancelPickup(given: unknown, book: ShipmentBook, known: Known) {
  holdTo(cancelRequest, given)
  const body = given as CancelBody
  holdAccount(body, known)
  const { pickupConfirmationCode, carrierCode, scheduledDate: day, location } = body
  book.cancelPickup({
    confirmationCode: pickupConfirmationCode,
    ...{ carrierCode, day },
    ...(location === undefined ? {} : { location }),
  })
  return { pickupConfirmationCode, cancelConfirmationMessage: 'Requested pickup has been cancelled Successfully.' }
}

function holdAccount({ associatedAccountNumber: { value } }: CreateBody | CancelBody, known: Known): void {
  if (value !== known.accountNumber)
    throw failure(400, 'ACCOUNT.NUMBER.MISMATCH', 'The account number does not match. Please update and try again.')
}
