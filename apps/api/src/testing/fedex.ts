import { startFedexSandbox, type FedexSandbox } from '@portico/sandbox'
import { createFedexCarrier, type FedexSettings } from '../adapters/fedex/index.ts'
import type { PostalAddress, RateRequest, ShippingCarrier } from '../domain/shipping/port.ts'
import { randomIds } from '../kernel/ids.ts'
import { frozenClock } from './clock.ts'

const address = (rest: Partial<PostalAddress>): PostalAddress => ({
  firstName: 'Ada',
  lastName: 'Byron',
  street: 'Industriestraße 12',
  city: 'Town',
  postalCode: '10115',
  countryCode: 'DE',
  ...rest,
})
const us = (rest: Partial<PostalAddress>): PostalAddress => address({ countryCode: 'US', ...rest })

/** Addresses by what FedEx's stand-in takes them for. */
export const places = {
  berlin: address({}),
  munichOffice: address({ street: 'Gewerbering 3', city: 'München', postalCode: '80331' }),
  zurich: address({ city: 'Zürich', postalCode: '8001', countryCode: 'CH' }),
  london: address({ city: 'London', region: 'LND', postalCode: 'SW1A 1AA', countryCode: 'GB' }),
  paris: address({ city: 'Paris', region: 'IDF', postalCode: '75008', countryCode: 'FR' }),
  nowhere: address({ postalCode: '05123' }),
  antarctica: address({ countryCode: 'AQ', postalCode: '1' }),
  chicago: us({ street: '200 Industrial Plaza', city: 'Chicago', region: 'IL', postalCode: '60601' }),
  miamiOffice: us({ street: '1 Business Plaza', city: 'Miami', region: 'FL', postalCode: '33101' }),
  miamiHome: us({ street: '12 Palm Lane', city: 'Miami', region: 'FL', postalCode: '33101' }),
}

export const drill = { sku: 'DRILL', quantity: '1', weightKg: '2.4', lengthCm: '34.2', widthCm: '28', heightCm: '11' }

/** A request for rates from Berlin to an office in Munich; give what the test is about. */
export const asked = (rest: Partial<RateRequest> = {}): RateRequest => ({
  from: places.berlin,
  to: places.munichOffice,
  residential: false,
  currency: 'EUR',
  shipDate: '2026-11-23',
  items: [drill],
  ...rest,
})

/** The same from Chicago to an office in Miami, in dollars. */
export const askedInUs = (rest: Partial<RateRequest> = {}): RateRequest =>
  asked({ from: places.chicago, to: places.miamiOffice, currency: 'USD', ...rest })

interface SentShipment {
  shipper: { address: Record<string, unknown> }
  recipient: { address: Record<string, unknown> }
  preferredCurrency: string
  customsClearanceDetail?: { commodities: { customsValue: { amount: number; currency: string } }[] }
  totalPackageCount: number
  requestedPackageLineItems: { groupPackageCount: number; weight: { units: string; value: number } }[]
}

/** FedEx's stand-in on a free port, a clock that both sides go by, and what was logged. */
export class FedexStage {
  readonly clock = frozenClock('2026-11-23T09:00:00Z')
  readonly logged: { level: 'warn' | 'error'; entry: Record<string, unknown> }[] = []
  #sandbox: FedexSandbox | undefined

  async open(): Promise<this> {
    this.#sandbox = await startFedexSandbox({ port: 0, now: () => this.clock.now() })
    return this
  }

  get sandbox(): FedexSandbox {
    if (!this.#sandbox) throw new Error('open() the stage first')
    return this.#sandbox
  }

  close(): Promise<void> {
    return this.sandbox.close()
  }

  /** A carrier with short waits. */
  carrier(settings: Partial<FedexSettings> = {}): ShippingCarrier {
    const log = (level: 'warn' | 'error') => (entry: unknown) =>
      void this.logged.push({ level, entry: entry as Record<string, unknown> })
    const waits = { timeoutMs: 300, budgetMs: 600, firstPauseMs: 5 }
    return createFedexCarrier(
      { baseUrl: this.sandbox.url, ...this.sandbox.credentials, ...waits, ...settings },
      { clock: this.clock, ids: randomIds, log: { warn: log('warn'), error: log('error') } },
    )
  }

  /** How often a path was called. */
  calls(path: string): number {
    return this.sandbox.journal.list().filter((call) => call.path === path).length
  }

  /** What was last asked of the rates. */
  sent(): SentShipment {
    const body = this.sandbox.journal.list().findLast((call) => call.path === paths.rates)?.body
    return (body as { requestedShipment: SentShipment }).requestedShipment
  }
}

export const paths = {
  rates: '/rate/v1/rates/quotes',
  token: '/oauth/token',
  resolve: '/address/v1/addresses/resolve',
}
