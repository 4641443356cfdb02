import { regionOf } from './geography.ts'

/** What kind of journey a shipment makes; it decides which services FedEx offers. */
export type Lane = 'domesticUs' | 'domesticCanada' | 'domesticEurope' | 'intraEurope' | 'usCanada' | 'international'

export interface ServiceLimits {
  /** Pounds per package. */
  weightLb: number
  /** Inches. */
  lengthIn: number
  /** Length plus girth (2 × width + 2 × height), inches. */
  lengthPlusGirthIn: number
  /** Freight: what is lighter goes as a parcel. */
  leastLb?: number
}

export interface Service {
  /** FedEx's REST name. */
  type: string
  name: string
  /** FedEx's numeric service code. */
  code: string
  network: 'FDXE' | 'FDXG'
  limits: ServiceLimits
  /** Hundredths of the origin's currency: for the first half kilogram in the nearest zone, per further zone, per further half kilogram. */
  price: { start: number; zone: number; halfKilo: number; halfKiloZone: number }
  /** Working days by zone 2…8; the last one holds for all beyond. */
  days: number[]
  /** Working days that it may take longer, where FedEx promises a span. */
  spread?: number
  /** Time of day by which it is delivered. */
  by: string
  recipient?: 'residential' | 'business'
}

const express: ServiceLimits = { weightLb: 150, lengthIn: 119, lengthPlusGirthIn: 165 }
const ground: ServiceLimits = { weightLb: 150, lengthIn: 108, lengthPlusGirthIn: 165 }
const home: ServiceLimits = { weightLb: 70, lengthIn: 108, lengthPlusGirthIn: 165 }
const abroad: ServiceLimits = { weightLb: 150, lengthIn: 108, lengthPlusGirthIn: 130 }
const freight: ServiceLimits = { weightLb: 2200, lengthIn: 119, lengthPlusGirthIn: 419, leastLb: 151 }
const connect: ServiceLimits = { weightLb: 70, lengthIn: 60, lengthPlusGirthIn: 118 }

const air = (
  type: string,
  name: string,
  code: string,
  rest: Omit<Service, 'type' | 'name' | 'code' | 'network' | 'limits'>,
  limits = express,
): Service => ({
  type,
  name,
  code,
  network: 'FDXE',
  limits,
  ...rest,
})
const road = (
  type: string,
  name: string,
  code: string,
  rest: Omit<Service, 'type' | 'name' | 'code' | 'network' | 'limits'>,
  limits = ground,
): Service => ({
  type,
  name,
  code,
  network: 'FDXG',
  limits,
  ...rest,
})

const groundPrice = { start: 1099, zone: 62, halfKilo: 24, halfKiloZone: 7 }
const groundDays = [1, 2, 3, 4, 4, 5, 5]
const priorityOvernight = air('PRIORITY_OVERNIGHT', 'FedEx Priority Overnight®', '01', {
  price: { start: 4210, zone: 690, halfKilo: 138, halfKiloZone: 46 },
  days: [1],
  by: '10:30:00',
})
const standardOvernight = air('STANDARD_OVERNIGHT', 'FedEx Standard Overnight®', '05', {
  price: { start: 3640, zone: 610, halfKilo: 121, halfKiloZone: 41 },
  days: [1],
  by: '17:00:00',
})
const groundService = road('FEDEX_GROUND', 'FedEx Ground®', '92', {
  price: groundPrice,
  days: groundDays,
  by: '23:59:00',
  recipient: 'business',
})
const first = {
  price: { start: 7890, zone: 940, halfKilo: 260, halfKiloZone: 64 },
  days: [1, 1, 2, 2, 2, 3, 3],
  by: '09:00:00',
}
const priorityExpress = {
  price: { start: 5620, zone: 780, halfKilo: 205, halfKiloZone: 52 },
  days: [1, 1, 2, 2, 2, 3, 3],
  by: '12:00:00',
}
const priority = {
  price: { start: 4980, zone: 720, halfKilo: 186, halfKiloZone: 48 },
  days: [1, 1, 2, 2, 3, 3, 3],
  by: '18:00:00',
}
const economy = {
  price: { start: 3740, zone: 560, halfKilo: 128, halfKiloZone: 34 },
  days: [2, 3, 4, 4, 5, 5, 6],
  spread: 1,
  by: '18:00:00',
}

const freightPrice = { start: 18_900, zone: 2400, halfKilo: 92, halfKiloZone: 14 }
const freightUs: Service[] = [
  air('FEDEX_1_DAY_FREIGHT', 'FedEx 1Day® Freight', '70', { price: freightPrice, days: [1], by: '10:30:00' }, freight),
  air(
    'FEDEX_2_DAY_FREIGHT',
    'FedEx 2Day® Freight',
    '80',
    { price: { ...freightPrice, start: 14_600 }, days: [2], by: '12:00:00' },
    freight,
  ),
  air(
    'FEDEX_3_DAY_FREIGHT',
    'FedEx 3Day® Freight',
    '83',
    { price: { ...freightPrice, start: 11_200 }, days: [3], by: '15:00:00' },
    freight,
  ),
]

const SERVICES: Readonly<Record<Lane, Service[]>> = {
  domesticUs: [
    air('FIRST_OVERNIGHT', 'FedEx First Overnight®', '06', {
      price: { start: 7420, zone: 760, halfKilo: 150, halfKiloZone: 50 },
      days: [1],
      by: '08:30:00',
    }),
    priorityOvernight,
    standardOvernight,
    air('FEDEX_2_DAY_AM', 'FedEx 2Day® AM', '49', {
      price: { start: 2890, zone: 330, halfKilo: 84, halfKiloZone: 24 },
      days: [2],
      by: '10:30:00',
    }),
    air('FEDEX_2_DAY', 'FedEx 2Day®', '03', {
      price: { start: 2480, zone: 300, halfKilo: 74, halfKiloZone: 21 },
      days: [2],
      by: '17:00:00',
    }),
    air('FEDEX_EXPRESS_SAVER', 'FedEx Express Saver®', '20', {
      price: { start: 2110, zone: 260, halfKilo: 64, halfKiloZone: 19 },
      days: [3],
      by: '17:00:00',
    }),
    groundService,
    road(
      'GROUND_HOME_DELIVERY',
      'FedEx Home Delivery®',
      '90',
      { price: groundPrice, days: groundDays, by: '20:00:00', recipient: 'residential' },
      home,
    ),
    ...freightUs,
  ],
  domesticCanada: [priorityOvernight, standardOvernight, groundService],
  domesticEurope: [
    air('FEDEX_FIRST', 'FedEx First', '61', {
      price: { start: 3450, zone: 260, halfKilo: 62, halfKiloZone: 12 },
      days: [1],
      by: '09:00:00',
    }),
    air('FEDEX_PRIORITY_EXPRESS', 'FedEx Priority Express', '62', {
      price: { start: 1890, zone: 190, halfKilo: 44, halfKiloZone: 9 },
      days: [1],
      by: '12:00:00',
    }),
    air('FEDEX_PRIORITY', 'FedEx Priority', '63', {
      price: { start: 1190, zone: 140, halfKilo: 31, halfKiloZone: 7 },
      days: [1, 1, 2],
      by: '18:00:00',
    }),
  ],
  intraEurope: [
    air('INTERNATIONAL_FIRST', 'FedEx International First®', '05', first, abroad),
    air('FEDEX_INTERNATIONAL_PRIORITY_EXPRESS', 'FedEx International Priority® Express', '2P', priorityExpress, abroad),
    air('FEDEX_INTERNATIONAL_PRIORITY', 'FedEx International Priority®', '2D', priority, abroad),
    air('INTERNATIONAL_ECONOMY', 'FedEx International Economy®', '03', economy, abroad),
    air(
      'FEDEX_REGIONAL_ECONOMY',
      'FedEx Regional Economy',
      '2R',
      {
        price: { start: 1690, zone: 310, halfKilo: 46, halfKiloZone: 14 },
        days: [2, 3, 4, 5],
        spread: 1,
        by: '18:00:00',
      },
      abroad,
    ),
  ],
  usCanada: [
    air('INTERNATIONAL_FIRST', 'FedEx International First®', '05', first, abroad),
    air('FEDEX_INTERNATIONAL_PRIORITY', 'FedEx International Priority®', '2D', priority, abroad),
    air('INTERNATIONAL_ECONOMY', 'FedEx International Economy®', '03', economy, abroad),
    road('FEDEX_GROUND', 'FedEx International Ground®', '92', {
      price: { start: 1980, zone: 140, halfKilo: 52, halfKiloZone: 12 },
      days: [3, 3, 4, 5, 6, 7, 7],
      by: '23:59:00',
    }),
  ],
  international: [
    air('INTERNATIONAL_FIRST', 'FedEx International First®', '05', first, abroad),
    air('FEDEX_INTERNATIONAL_PRIORITY_EXPRESS', 'FedEx International Priority® Express', '2P', priorityExpress, abroad),
    air('FEDEX_INTERNATIONAL_PRIORITY', 'FedEx International Priority®', '2D', priority, abroad),
    air('INTERNATIONAL_ECONOMY', 'FedEx International Economy®', '03', economy, abroad),
    air(
      'FEDEX_INTERNATIONAL_CONNECT_PLUS',
      'FedEx® International Connect Plus',
      '2C',
      {
        price: { start: 2290, zone: 380, halfKilo: 88, halfKiloZone: 22 },
        days: [2, 3, 3, 4, 5, 5, 5],
        spread: 1,
        by: '18:00:00',
      },
      connect,
    ),
  ],
}

const european = (country: string): boolean => ['EU', 'EUROPE'].includes(regionOf(country) ?? '')

/** The journey between two countries, or undefined where FedEx carries nothing (domestic outside its domestic networks). */
export function laneOf(from: string, to: string): Lane | undefined {
  if (!regionOf(from) || !regionOf(to)) return undefined
  if (from === to) {
    if (from === 'US') return 'domesticUs'
    if (from === 'CA') return 'domesticCanada'
    return european(from) ? 'domesticEurope' : undefined
  }
  if (european(from) && european(to)) return 'intraEurope'
  return from === 'US' && to === 'CA' ? 'usCanada' : 'international'
}

/** Every service of a lane, dearest promise first, as FedEx sorts them (SERVICENAMETRADITIONAL). */
export const servicesOf = (lane: Lane): readonly Service[] => SERVICES[lane]

/** Whether goods cross a customs border: everything abroad, except inside the European Union. */
export const crossesCustoms = (from: string, to: string): boolean =>
  from !== to && !(regionOf(from) === 'EU' && regionOf(to) === 'EU')
