export interface AddressData {
  label: string
  company?: string
  firstName: string
  lastName: string
  street: string
  street2?: string
  city: string
  region?: string
  postalCode: string
  countryCode: string
  phone?: string
}

export interface UserData {
  email: string
  firstName: string
  lastName: string
  role: 'administrator' | 'buyer'
  locale: 'en' | 'de'
  phone?: string
  /** How the table of demo sign-ins introduces the person. */
  demo?: string
  addresses?: AddressData[]
}

export interface CustomerData {
  code: string
  name: string
  group: 'retail' | 'wholesale'
  parent?: string
  vatNumber?: string
  taxExempt?: true
  users: UserData[]
  addresses?: AddressData[]
}

export const customerGroups = [
  { code: 'retail', name: 'Retail', paymentTerm: null },
  { code: 'wholesale', name: 'Wholesale', paymentTerm: 'NET30' },
]

/** One password for all demo people: printed after the start, and meant for trying out only. */
export const demoPassword = 'werkmark-demo'

const cascade = {
  company: 'Cascade Joinery LLC',
  city: 'Portland',
  region: 'OR',
  countryCode: 'US',
  phone: '+1 503 555 0117',
}

export const customers: CustomerData[] = [
  {
    code: 'cascade-joinery',
    name: 'Cascade Joinery LLC',
    group: 'wholesale',
    users: [
      {
        email: 'ana.ruiz@cascade.example',
        firstName: 'Ana',
        lastName: 'Ruiz',
        role: 'administrator',
        locale: 'en',
        phone: '+1 503 555 0118',
        demo: 'Buyer with wholesale prices (US, administrator of her company)',
      },
      { email: 'theo.park@cascade.example', firstName: 'Theo', lastName: 'Park', role: 'buyer', locale: 'en' },
    ],
    addresses: [
      {
        ...cascade,
        label: 'Workshop',
        firstName: 'Ana',
        lastName: 'Ruiz',
        street: '1830 NW Quimby Street',
        postalCode: '97209',
      },
      {
        ...cascade,
        label: 'Accounts',
        firstName: 'Theo',
        lastName: 'Park',
        street: '1830 NW Quimby Street',
        street2: 'Suite 4',
        postalCode: '97209',
      },
    ],
  },
  {
    code: 'nordlicht-bau',
    name: 'Nordlicht Bau GmbH',
    group: 'wholesale',
    vatNumber: 'DE000000017',
    users: [
      {
        email: 'jonas.behrens@nordlicht.example',
        firstName: 'Jonas',
        lastName: 'Behrens',
        role: 'administrator',
        locale: 'de',
        phone: '+49 152 28817386',
        demo: 'Einkäufer mit Großhandelspreisen (DE, Konzernmutter)',
      },
      { email: 'mira.demir@nordlicht.example', firstName: 'Mira', lastName: 'Demir', role: 'buyer', locale: 'de' },
    ],
    addresses: [
      {
        label: 'Zentrale',
        company: 'Nordlicht Bau GmbH',
        firstName: 'Jonas',
        lastName: 'Behrens',
        street: 'Werftstraße 21',
        city: 'Kiel',
        region: 'SH',
        postalCode: '24143',
        countryCode: 'DE',
        phone: '+49 152 28817386',
      },
    ],
  },
  {
    code: 'nordlicht-innenausbau',
    name: 'Nordlicht Innenausbau GmbH',
    group: 'wholesale',
    parent: 'nordlicht-bau',
    vatNumber: 'DE000000025',
    users: [
      { email: 'lea.sommer@nordlicht.example', firstName: 'Lea', lastName: 'Sommer', role: 'buyer', locale: 'de' },
    ],
    addresses: [
      {
        label: 'Lager',
        company: 'Nordlicht Innenausbau GmbH',
        firstName: 'Lea',
        lastName: 'Sommer',
        street: 'Hansering 8',
        city: 'Lübeck',
        region: 'SH',
        postalCode: '23552',
        countryCode: 'DE',
      },
    ],
  },
  {
    code: 'elm-street-school',
    name: 'Elm Street School District',
    group: 'retail',
    taxExempt: true,
    users: [
      {
        email: 'grace.okafor@elmstreet.example',
        firstName: 'Grace',
        lastName: 'Okafor',
        role: 'administrator',
        locale: 'en',
        demo: 'Buyer of a tax-exempt school (US)',
      },
    ],
    addresses: [
      {
        label: 'District office',
        company: 'Elm Street School District',
        firstName: 'Grace',
        lastName: 'Okafor',
        street: '410 Elm Street',
        city: 'Denver',
        region: 'CO',
        postalCode: '80218',
        countryCode: 'US',
      },
    ],
  },
  {
    code: 'sam-keller',
    name: 'Sam Keller',
    group: 'retail',
    users: [
      {
        email: 'sam@keller.example',
        firstName: 'Sam',
        lastName: 'Keller',
        role: 'administrator',
        locale: 'en',
        phone: '+1 212 555 0163',
        demo: 'Shopper at list prices (US)',
        addresses: [
          {
            label: 'Home',
            firstName: 'Sam',
            lastName: 'Keller',
            street: '225 West 17th Street',
            street2: 'Apt 5B',
            city: 'New York',
            region: 'NY',
            postalCode: '10011',
            countryCode: 'US',
            phone: '+1 212 555 0163',
          },
        ],
      },
    ],
  },
]
