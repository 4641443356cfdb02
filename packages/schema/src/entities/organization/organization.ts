import { country, email, entity, text } from '../../language/index.ts'

export const organization = entity('organization', {
  area: 'organization',
  doc: 'The company that sells.',
  fields: {
    name: text({ max: 120 }),
    legalName: text({ max: 160, optional: true }),
    taxNumber: text({ max: 40, optional: true, doc: 'VAT or tax registration number.' }),
    email: email({ optional: true }),
    phone: text({ max: 40, optional: true }),
    street: text({ max: 120, optional: true }),
    city: text({ max: 80, optional: true }),
    region: text({ max: 3, optional: true, doc: 'Second part of the ISO 3166-2 code.' }),
    postalCode: text({ max: 16, optional: true }),
    countryCode: country({ optional: true }),
  },
  writes: ['create', 'update'],
  scopes: { organization: 'id' },
})
