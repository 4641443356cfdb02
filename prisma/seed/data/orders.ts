export interface OrderData {
  /** As the shop writes them: Crockford's alphabet. */
  number: string
  daysAgo: number
  /** Who ordered. */
  email: string
  currency: 'USD' | 'EUR'
  /** Label of the address in the book of the person or of their company. */
  address: string
  /** Code of the shop's own way of delivery. */
  shipping: string
  state: 'placed' | 'processing' | 'shipped' | 'completed' | 'cancelled'
  warehouse: 'memphis' | 'hamburg'
  card: string
  poNumber?: string
  note?: string
  lines: readonly (readonly [sku: string, quantity: string, unit?: string])[]
  /** Given back, in the order's currency; left out for a cancelled order: everything. */
  refund?: string
}

/** What people bought before the shop opened its doors to you. */
export const orders: OrderData[] = [
  {
    number: 'P-4T7B-9KQ2',
    daysAgo: 121,
    email: 'ana.ruiz@cascade.example',
    currency: 'USD',
    address: 'Workshop',
    shipping: 'standard-us',
    state: 'completed',
    warehouse: 'memphis',
    card: 'Visa •••• 4242',
    poNumber: 'CJ-2041',
    lines: [
      ['BH-CS190-US', '2'],
      ['BH-PAPER150-P120', '20'],
      ['KW-WS-5X60', '10', 'box'],
      ['BH-BL-190', '4'],
    ],
  },
  {
    number: 'P-M3XW-60HD',
    daysAgo: 64,
    email: 'sam@keller.example',
    currency: 'USD',
    address: 'Home',
    shipping: 'standard-us',
    state: 'completed',
    warehouse: 'memphis',
    card: 'Mastercard •••• 4444',
    lines: [
      ['KR-D18-40', '1'],
      ['BF-WOOD5', '1'],
      ['KW-UP-8', '40'],
    ],
  },
  {
    number: 'P-81RN-VC5E',
    daysAgo: 41,
    email: 'sam@keller.example',
    currency: 'USD',
    address: 'Home',
    shipping: 'standard-us',
    state: 'cancelled',
    warehouse: 'memphis',
    card: 'Mastercard •••• 4444',
    lines: [['HR-TM-BK', '2']],
  },
  {
    number: 'P-J5QA-2Z8T',
    daysAgo: 33,
    email: 'jonas.behrens@nordlicht.example',
    currency: 'EUR',
    address: 'Zentrale',
    shipping: 'standard-de',
    state: 'completed',
    warehouse: 'hamburg',
    card: 'Visa •••• 3220',
    poNumber: 'NB-26-0118',
    note: 'Bitte am Tor 2 anliefern.',
    lines: [
      ['SY-H1-YE', '12'],
      ['SY-GA-10', '3', 'pack'],
      ['FW-S3-43', '2'],
    ],
    refund: '22.37',
  },
  {
    number: 'P-0WGD-7F4M',
    daysAgo: 20,
    email: 'grace.okafor@elmstreet.example',
    currency: 'USD',
    address: 'District office',
    shipping: 'standard-us',
    state: 'shipped',
    warehouse: 'memphis',
    card: 'Visa •••• 4242',
    poNumber: 'ESSD 7731',
    lines: [
      ['PA-CP-LT', '6', 'box'],
      ['BK-WOOD', '4'],
      ['IR-BP-BL', '5', 'box'],
    ],
  },
  {
    number: 'P-CN92-KB6Y',
    daysAgo: 9,
    email: 'sam@keller.example',
    currency: 'USD',
    address: 'Home',
    shipping: 'standard-us',
    state: 'shipped',
    warehouse: 'memphis',
    card: 'Mastercard •••• 4444',
    lines: [
      ['PA-NB-NA-DO', '2'],
      ['HR-CO-M', '2'],
      ['AD-MO', '1'],
    ],
  },
  {
    number: 'P-5HV3-X1PA',
    daysAgo: 3,
    email: 'ana.ruiz@cascade.example',
    currency: 'USD',
    address: 'Workshop',
    shipping: 'standard-us',
    state: 'placed',
    warehouse: 'memphis',
    card: 'Visa •••• 4242',
    poNumber: 'CJ-2097',
    lines: [
      ['SW-WB-BL', '1'],
      ['IM-SS94', '2'],
    ],
  },
  {
    number: 'P-T6EJ-QW0S',
    daysAgo: 2,
    email: 'mira.demir@nordlicht.example',
    currency: 'EUR',
    address: 'Zentrale',
    shipping: 'standard-de',
    state: 'processing',
    warehouse: 'hamburg',
    card: 'Visa •••• 3220',
    poNumber: 'NB-26-0204',
    lines: [
      ['LW-H07-3G25', '37.5'],
      ['LH-FL-EU', '4'],
    ],
  },
]
