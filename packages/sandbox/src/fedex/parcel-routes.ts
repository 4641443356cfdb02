import type { FastifyInstance, FastifyRequest } from 'fastify'
import { failure } from './errors.ts'
import { documented, holdTo } from './openapi.ts'
import { bookPickup, cancelPickup } from './pickups.ts'
import { isScanCode, SCANS } from './scans.ts'
import { shipShipment, type ShipBody } from './ship-shipment.ts'
import type { ShipmentBook } from './shipment-book.ts'
import { trackParcels, type TrackBody } from './tracking.ts'

interface Parts {
  book: ShipmentBook
  accountNumber: string
  now: () => Date
  url: () => string
  /** Checks the token, and answers the head of the envelope. */
  guarded: (request: FastifyRequest) => object
}

/** Labels, tracking and pickups, and how a parcel is moved along: `POST /_sandbox/parcels/<number>/scans`. */
export function addParcelRoutes(app: FastifyInstance, { book, accountNumber, now, url, guarded }: Parts): void {
  app.post('/ship/v1/shipments', async (request) => {
    const head = guarded(request)
    holdTo(documented.shipRequest, request.body)
    return { ...head, output: shipShipment(request.body as ShipBody, book, { accountNumber, now: now(), url: url() }) }
  })

  app.put('/ship/v1/shipments/cancel', async (request) => {
    const head = guarded(request)
    holdTo(documented.cancelRequest, request.body)
    const body = request.body as { accountNumber: { value?: string }; trackingNumber: string }
    if (body.accountNumber.value !== accountNumber)
      throw failure(400, 'SHIPMENT.USER.UNAUTHORIZED', 'Requested user is not authorized to perform the operation.')
    book.cancel(body.trackingNumber)
    const message = 'Shipment is successfully cancelled'
    return { ...head, output: { cancelledShipment: true, cancelledHistory: true, message } }
  })

  app.post('/track/v1/trackingnumbers', async (request) => {
    const head = guarded(request)
    holdTo(documented.trackRequest, request.body)
    return { ...head, output: trackParcels(request.body as TrackBody, book) }
  })

  app.post('/pickup/v1/pickups', async (request) => {
    const head = guarded(request)
    return { ...head, output: bookPickup(request.body, book, { accountNumber, now: now() }) }
  })

  app.put('/pickup/v1/pickups/cancel', async (request) => {
    const head = guarded(request)
    return { ...head, output: cancelPickup(request.body, book, { accountNumber, now: now() }) }
  })

  app.post<{ Params: { number: string } }>('/_sandbox/parcels/:number/scans', async (request, reply) => {
    const asked = (request.body ?? {}) as {
      code?: unknown
      at?: unknown
      exception?: { code: string; description: string }
    }
    const code = asked.code ?? book.nextOf(request.params.number)
    if (!isScanCode(code))
      return reply
        .code(400)
        .send({ error: `"code" is one of ${Object.keys(SCANS).join(', ')}; left out: what is next.` })
    const at = typeof asked.at === 'string' ? new Date(asked.at) : undefined
    if (at && Number.isNaN(at.getTime()))
      return reply.code(400).send({ error: '"at" is an instant: 2026-11-23T09:00:00Z.' })
    const exception =
      code === 'DE'
        ? (asked.exception ?? { code: '08', description: 'Customer not available or business closed' })
        : undefined
    try {
      return book.scan(request.params.number, code, { ...(at ? { at } : {}), ...(exception ? { exception } : {}) })
    } catch (error) {
      if (error instanceof RangeError) return reply.code(409).send({ error: error.message })
      throw error
    }
  })
}
