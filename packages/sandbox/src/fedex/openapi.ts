import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import addressDocument from './openapi/address-validation.openapi.json' with { type: 'json' }
import authorizationDocument from './openapi/authorization.openapi.json' with { type: 'json' }
import ratesDocument from './openapi/rates.openapi.json' with { type: 'json' }
import { FedexFailure } from './errors.ts'

/**
 * FedEx's own OpenAPI documents (unchanged, see openapi/README.md) as the judge of what comes in and goes out.
 *
 * Each document describes its request body as oneOf a full schema and many samples that are nothing but examples. An
 * example matches anything, so the full schema alone is what a request is held to.
 */
const ajv = new Ajv({ strict: false, allErrors: true, formats: { double: true, int32: true, '[YYYY-MM-DD]': true } })
ajv.addSchema({ ...ratesDocument, $id: 'rates' })
ajv.addSchema({ ...addressDocument, $id: 'address' })
ajv.addSchema({ ...authorizationDocument, $id: 'authorization' })

const schema = (document: 'rates' | 'address' | 'authorization', name: string): ValidateFunction =>
  ajv.compile({ $ref: `${document}#/components/schemas/${name}` })

/** Validators by what they judge. */
export const documented = {
  tokenRequest: schema('authorization', 'FullSchema'),
  tokenReply: schema('authorization', 'Response'),
  rateRequest: schema('rates', 'Full_Schema_Quote_Rate'),
  rateReply: schema('rates', 'RatcResponseVO'),
  addressRequest: schema('address', 'Full_Schema_Validate_Address'),
  addressReply: schema('address', 'AdvcResponseVO'),
  error: schema('rates', 'ErrorResponseVO'),
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
