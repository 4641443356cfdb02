import { startFedexSandbox, type FedexSandbox, type FedexSandboxOptions } from './index.ts'

/** What the tests read of FedEx's answers. */
export interface Reply {
  output: {
    rateReplyDetails: {
      serviceType: string
      commit?: { dateDetail: { dayFormat: string }; transitDays?: unknown }
      operationalDetail: { transitTime?: string }
      ratedShipmentDetails: {
        rateType: string
        ratedWeightMethod: string
        totalNetCharge: number
        totalNetFedExCharge: number
        totalVatCharge: number
        shipmentRateDetail: {
          currency: string
          currencyExchangeRate: { fromCurrency: string; intoCurrency: string; rate: number }
          surCharges: { type: string; amount: number }[]
        }
      }[]
    }[]
    resolvedAddresses: { classification: string }[]
  }
  errors: { code: string; message: string; parameterList?: { key: string }[] }[]
  transactionId: string
  customerTransactionId?: string
}

export const CHICAGO = { postalCode: '60601', countryCode: 'US' }
export const MIAMI = { postalCode: '33101', countryCode: 'US' }
export const BERLIN = { postalCode: '10115', countryCode: 'DE' }
export const MUNICH = { postalCode: '80331', countryCode: 'DE' }
export const box = { weight: { units: 'LB', value: 5 }, dimensions: { length: 12, width: 9, height: 6, units: 'IN' } }
export const carton = {
  weight: { units: 'KG', value: 3 },
  dimensions: { length: 30, width: 20, height: 15, units: 'CM' },
}

/** A stand-in on a free port and a client for it, for tests. */
export class Conversation {
  private constructor(readonly sandbox: FedexSandbox) {}

  static async open(options: FedexSandboxOptions): Promise<Conversation> {
    return new Conversation(await startFedexSandbox({ port: 0, ...options }))
  }

  close(): Promise<void> {
    return this.sandbox.close()
  }

  async token(
    secret = this.sandbox.credentials.clientSecret,
  ): Promise<{ status: number; body: { access_token: string } }> {
    const form = {
      grant_type: 'client_credentials',
      client_id: this.sandbox.credentials.clientId,
      client_secret: secret,
    }
    const answer = await fetch(`${this.sandbox.url}/oauth/token`, { method: 'POST', body: new URLSearchParams(form) })
    return { status: answer.status, body: (await answer.json()) as { access_token: string } }
  }

  async post(
    path: string,
    body: unknown,
    bearer?: string,
    method = 'POST',
  ): Promise<{ status: number; headers: Headers; body: Reply }> {
    const token = bearer ?? (await this.token()).body.access_token
    const answer = await fetch(`${this.sandbox.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'x-customer-transaction-id': 'order-1',
      },
      body: JSON.stringify(body),
    })
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Reply }
  }

  rates(body: unknown, bearer?: string): Promise<{ status: number; headers: Headers; body: Reply }> {
    return this.post('/rate/v1/rates/quotes', body, bearer)
  }

  question(from: object, to: object, parcels: unknown[] = [box], rest: object = {}) {
    return {
      accountNumber: { value: this.sandbox.credentials.accountNumber },
      rateRequestControlParameters: { returnTransitTimes: true },
      requestedShipment: {
        shipper: { address: from },
        recipient: { address: to },
        pickupType: 'USE_SCHEDULED_PICKUP',
        rateRequestType: ['ACCOUNT', 'LIST'],
        shipDateStamp: '2026-11-23',
        requestedPackageLineItems: parcels,
        ...rest,
      },
    }
  }
}
