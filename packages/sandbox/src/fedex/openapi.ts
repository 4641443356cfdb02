import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import addressDocument from './openapi/address-validation.openapi.json' with { type: 'json' }
import authorizationDocument from './openapi/authorization.openapi.json' with { type: 'json' }
import ratesDocument from './openapi/rates.openapi.json' with { type: 'json' }
import shipDocument from './openapi/ship.openapi.json' with { type: 'json' }
import trackDocument from './openapi/track.openapi.json' with { type: 'json' }
import { FedexFailure } from './errors.ts'

const FORMATS = { double: true, int32: true, byte: true, 'date-time': true, '[YYYY-MM-DD]': true } as const
/**
 * FedEx's own OpenAPI documents (unchanged, see openapi/README.md) as the judge of what comes in and goes out.
 *
 * Each document describes its request body as oneOf a full schema and many samples that are nothing but examples. An
 * example matches anything, so the full schema alone is what a request is held to.
 */
const ajv = new Ajv({ strict: false, allErrors: true, formats: FORMATS })
ajv.addSchema({ ...ratesDocument, $id: 'rates' })
ajv.addSchema({ ...addressDocument, $id: 'address' })
ajv.addSchema({ ...authorizationDocument, $id: 'authorization' })
ajv.addSchema({ ...shipDocument, $id: 'ship' })
ajv.addSchema({ ...trackDocument, $id: 'track' })

type Document = 'rates' | 'address' | 'authorization' | 'ship' | 'track'

const schema = (document: Document, name: string): ValidateFunction =>
  ajv.compile({ $ref: `${document}#/components/schemas/${name}` })

/** Compiled when it is first asked: answers are judged by tests only, and the Ship API's request takes longer than all the others. */
function later(document: Document, name: string): ValidateFunction {
  let compiled: ValidateFunction | undefined
  const judge = ((body: unknown) => {
    compiled ??= schema(document, name)
    const fits = compiled(body)
    judge.errors = compiled.errors ?? null
    return fits
  }) as ValidateFunction
  return judge
}

/** Validators by what they judge. */
export const documented = {
  tokenRequest: schema('authorization', 'FullSchema'),
  tokenReply: later('authorization', 'Response'),
  rateRequest: schema('rates', 'Full_Schema_Quote_Rate'),
  rateReply: later('rates', 'RatcResponseVO'),
  addressRequest: schema('address', 'Full_Schema_Validate_Address'),
  addressReply: later('address', 'AdvcResponseVO'),
  shipRequest: later('ship', 'Full_Schema_Ship'),
  shipReply: later('ship', 'SHPCResponseVO_ShipShipment'),
  cancelRequest: schema('ship', 'Full_Schema_Cancel_Shipment'),
  cancelReply: later('ship', 'SHPCResponseVO_CancelShipment'),
  trackRequest: schema('track', 'Full_Schema_Tracking_Numbers'),
  trackReply: later('track', 'TrkcResponseVO_TrackingNumber'),
  error: later('rates', 'ErrorResponseVO'),
}

const place = (error: ErrorObject): string => {
  const missing = typeof error.params['missingProperty'] === 'string' ? `/${error.params['missingProperty']}` : ''
  return `${error.instancePath}${missing}`.replaceAll('/', '.').replace(/^\./, '') || 'body'
}

/** Throws FedEx's 400 with every place where a body departs from the document. */
export function holdTo(validate: ValidateFunction, body: unknown): void {
  if (validate(body)) return
  const errors = (validate.errors ?? []).map((error) => ({ key: place(error), value: error.message ?? 'is not valid' }))
  throw new FedexFailure(400, [
    {
      code: 'INVALID.INPUT.EXCEPTION',
      message: `Invalid field value in the input: ${errors.map((error) => `${error.key} ${error.value}`).join('; ')}`,
      parameterList: errors,
    },
  ])
}
