/** What happens to a parcel, by FedEx's codes of scan events. */
export const SCANS = {
  OC: { said: 'Shipment information sent to FedEx', status: 'Label created', statusCode: 'IN', at: 'origin' },
  PU: { said: 'Picked up', status: 'Picked up', statusCode: 'PU', at: 'origin' },
  DP: { said: 'Left FedEx origin facility', status: 'In transit', statusCode: 'IT', at: 'origin' },
  IT: { said: 'In transit', status: 'In transit', statusCode: 'IT', at: 'hub' },
  AR: { said: 'At local FedEx facility', status: 'In transit', statusCode: 'IT', at: 'destination' },
  OD: {
    said: 'On FedEx vehicle for delivery',
    status: 'On FedEx vehicle for delivery',
    statusCode: 'OD',
    at: 'destination',
  },
  DL: { said: 'Delivered', status: 'Delivered', statusCode: 'DL', at: 'destination' },
  DE: { said: 'Delivery exception', status: 'Delivery exception', statusCode: 'DE', at: 'destination' },
  CA: { said: 'Shipment cancelled by sender', status: 'Cancelled', statusCode: 'CA', at: 'origin' },
} as const

export type ScanCode = keyof typeof SCANS

/** The way that most parcels go. */
export const USUAL_WAY: readonly ScanCode[] = ['OC', 'PU', 'IT', 'AR', 'OD', 'DL']

export const isScanCode = (code: unknown): code is ScanCode => typeof code === 'string' && Object.hasOwn(SCANS, code)

/** Where parcels of a continent pass through. */
export const hubOf = (countryCode: string) =>
  countryCode === 'US' || countryCode === 'CA'
    ? { city: 'MEMPHIS', stateOrProvinceCode: 'TN', postalCode: '38118', countryCode: 'US' }
    : { city: 'KOELN', postalCode: '51147', countryCode: 'DE' }
