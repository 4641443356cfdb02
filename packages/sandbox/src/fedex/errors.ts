import { randomUUID } from 'node:crypto'

/** One entry of FedEx's error list. */
export interface FedexError {
  code: string
  message: string
  parameterList?: { key: string; value: string }[]
}

/** A request that FedEx answers with its error envelope. */
export class FedexFailure extends Error {
  override name = 'FedexFailure'

  constructor(
    readonly status: number,
    readonly errors: FedexError[],
  ) {
    super(errors.map((error) => `${error.code}: ${error.message}`).join('; '))
  }
}

/** Shorthand for a failure with one error. */
export const failure = (
  status: number,
  code: string,
  message: string,
  parameterList?: FedexError['parameterList'],
): FedexFailure => new FedexFailure(status, [{ code, message, ...(parameterList ? { parameterList } : {}) }])

/** FedEx's envelope, the same for every status: transactionId, the caller's own id when it sent one, errors. */
export const envelope = (errors: FedexError[], customerTransactionId?: string) => ({
  transactionId: randomUUID(),
  ...(customerTransactionId ? { customerTransactionId } : {}),
  errors,
})

const unavailable =
  'The service is currently unavailable and we are working to resolve the issue. We apologize for any inconvenience. Please check back at a later time.'
const unexpected =
  'We encountered an unexpected error and are working to resolve the issue. We apologize for any inconvenience. Please check back at a later time.'

// 401 to 503 as in the documents; 429 is not in them, its code is ours.
const byStatus: Readonly<Record<number, FedexError>> = {
  401: { code: 'NOT.AUTHORIZED.ERROR', message: 'Access token expired. Please modify your request and try again.' },
  403: {
    code: 'FORBIDDEN.ERROR',
    message: 'We could not authorize your credentials. Please check your permissions and try again.',
  },
  404: {
    code: 'NOT.FOUND.ERROR',
    message: 'The resource you requested is no longer available. Please modify your request and try again.',
  },
  429: {
    code: 'TOO.MANY.REQUESTS.ERROR',
    message: 'The request limit of this project was reached. Please try again later.',
  },
  500: { code: 'INTERNAL.SERVER.ERROR', message: unexpected },
  503: { code: 'SERVICE.UNAVAILABLE.ERROR', message: unavailable },
}

/** Wrong client id, secret or grant. The text is the authorization document's. */
export const badCredentials = (): FedexFailure =>
  failure(
    401,
    'NOT.AUTHORIZED.ERROR',
    'The given client credentials were not valid. Please modify your request and try again.',
  )

/** What FedEx answers for a status on its own, without a cause in the request. */
export const statusError = (status: number): FedexError =>
  byStatus[status] ?? { code: 'INTERNAL.SERVER.ERROR', message: unexpected }
