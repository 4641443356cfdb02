/** Werkmark is invented; telephone numbers are from the ranges kept for fiction (555-01xx, 0152 28817386 by the Bundesnetzagentur). */
export const organization = {
  name: 'Werkmark',
  legalName: 'Werkmark Supply Inc.',
  taxNumber: '62-0000417',
  email: 'hello@werkmark.example',
  phone: '+1 901 555 0142',
  street: '2140 Depot Avenue',
  city: 'Memphis',
  region: 'TN',
  postalCode: '38118',
  countryCode: 'US',
}

export const europe = ['DE', 'AT', 'NL', 'FR', 'BE', 'LU', 'IT', 'ES', 'PL', 'DK', 'SE', 'IE']

export const website = {
  code: 'werkmark',
  name: 'Werkmark',
  defaultLocale: 'en',
  locales: ['en', 'de'],
  defaultCurrency: 'USD',
  currencies: ['USD', 'EUR'],
  defaultCountry: 'US',
  shippingCountries: ['US', 'CA', ...europe, 'CH', 'GB'],
}

/** Who sells where. */
export const businessUnits: { code: string; name: string; parent?: string }[] = [
  { code: 'americas', name: 'Americas' },
  { code: 'europe', name: 'Europe' },
  { code: 'dach', name: 'Germany, Austria, Switzerland', parent: 'europe' },
]

export const localizations = [
  { code: 'en', name: 'English', formatting: 'en-US', currency: 'USD', timeZone: 'America/Chicago' },
  { code: 'de', name: 'Deutsch', formatting: 'de-DE', currency: 'EUR', timeZone: 'Europe/Berlin', fallback: 'en' },
]

export const warehouses = [
  {
    code: 'memphis',
    name: 'Memphis',
    company: 'Werkmark Supply Inc.',
    street: '2140 Depot Avenue',
    city: 'Memphis',
    region: 'TN',
    postalCode: '38118',
    countryCode: 'US',
    phone: '+1 901 555 0142',
    timeZone: 'America/Chicago',
    cutOff: '15:00',
    priority: 20,
  },
  {
    code: 'hamburg',
    name: 'Hamburg',
    company: 'Werkmark Supply GmbH',
    street: 'Am Lagerkai 7',
    city: 'Hamburg',
    region: 'HH',
    postalCode: '20457',
    countryCode: 'DE',
    phone: '+49 152 28817386',
    timeZone: 'Europe/Berlin',
    cutOff: '14:00',
    priority: 10,
  },
]
