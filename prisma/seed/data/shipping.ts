import type { Text } from '../shape.ts'
import { europe } from './company.ts'

export interface ShippingMethodData {
  code: string
  kind: 'flatRate' | 'pickup'
  label: Text
  description: Text
  countries: string[]
  currency: 'USD' | 'EUR'
  price: string
  freeFrom?: string
  days?: [min: number, max: number]
  /** pickup: where it is fetched, and when. */
  warehouse?: string
  openingHours?: Text
}

export const shippingMethods: ShippingMethodData[] = [
  {
    code: 'standard-us',
    kind: 'flatRate',
    label: ['Standard delivery', 'Standardversand'],
    description: ['By parcel service or by truck. Free from $150.', 'Mit Paketdienst oder Spedition. Ab 150 $ frei.'],
    countries: ['US'],
    currency: 'USD',
    price: '12.90',
    freeFrom: '150.00',
    days: [3, 6],
  },
  {
    code: 'standard-ca',
    kind: 'flatRate',
    label: ['Standard delivery to Canada', 'Standardversand nach Kanada'],
    description: ['Duties are settled by us.', 'Den Zoll erledigen wir.'],
    countries: ['CA'],
    currency: 'USD',
    price: '24.90',
    freeFrom: '400.00',
    days: [5, 9],
  },
  {
    code: 'standard-de',
    kind: 'flatRate',
    label: ['Standard delivery', 'Standardversand'],
    description: ['From Hamburg. Free from €100.', 'Aus Hamburg. Ab 100 € frei.'],
    countries: ['DE'],
    currency: 'EUR',
    price: '5.90',
    freeFrom: '100.00',
    days: [1, 3],
  },
  {
    code: 'standard-eu',
    kind: 'flatRate',
    label: ['Standard delivery in Europe', 'Standardversand in Europa'],
    description: ['From Hamburg. Free from €250.', 'Aus Hamburg. Ab 250 € frei.'],
    countries: [...europe.filter((country) => country !== 'DE'), 'CH', 'GB'],
    currency: 'EUR',
    price: '14.90',
    freeFrom: '250.00',
    days: [3, 7],
  },
  {
    code: 'standard-eu-usd',
    kind: 'flatRate',
    label: ['Standard delivery in Europe', 'Standardversand in Europa'],
    description: ['From Hamburg. Free from $270.', 'Aus Hamburg. Ab 270 $ frei.'],
    countries: [...europe, 'CH', 'GB'],
    currency: 'USD',
    price: '15.90',
    freeFrom: '270.00',
    days: [3, 7],
  },
  {
    code: 'standard-us-eur',
    kind: 'flatRate',
    label: ['Standard delivery to North America', 'Standardversand nach Nordamerika'],
    description: ['From Memphis, by parcel service or by truck.', 'Aus Memphis, mit Paketdienst oder Spedition.'],
    countries: ['US', 'CA'],
    currency: 'EUR',
    price: '19.90',
    freeFrom: '250.00',
    days: [3, 7],
  },
  {
    code: 'pickup-memphis',
    kind: 'pickup',
    label: ['Pick up in Memphis', 'Abholung in Memphis'],
    description: ['Gate 3. Ready after two hours.', 'Tor 3. Nach zwei Stunden bereit.'],
    warehouse: 'memphis',
    openingHours: ['Monday to Saturday, 7 am to 6 pm', 'Montag bis Samstag, 7 bis 18 Uhr'],
    countries: ['US'],
    currency: 'USD',
    price: '0.00',
    days: [0, 1],
  },
  {
    code: 'pickup-hamburg',
    kind: 'pickup',
    label: ['Pick up in Hamburg', 'Abholung in Hamburg'],
    description: ['Ready after two hours.', 'Nach zwei Stunden bereit.'],
    warehouse: 'hamburg',
    openingHours: ['Monday to Friday, 7 am to 5 pm', 'Montag bis Freitag, 7 bis 17 Uhr'],
    countries: ['DE'],
    currency: 'EUR',
    price: '0.00',
    days: [0, 1],
  },
]
