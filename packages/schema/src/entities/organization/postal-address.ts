import { country, text, type Audience, type Field } from '../../language/index.ts'

/** The lines of a postal address, as every entity and shape that holds one has them. */
export const postalAddress = (show?: readonly Audience[]): Record<string, Field> => ({
  company: text({ max: 120, optional: true, show }),
  firstName: text({ max: 80, min: 1, show }),
  lastName: text({ max: 80, min: 1, show }),
  street: text({ max: 120, min: 1, show }),
  street2: text({ max: 120, optional: true, show }),
  city: text({ max: 80, min: 1, show }),
  region: text({ max: 3, optional: true, show, doc: 'Second part of the ISO 3166-2 code: CA for US-CA.' }),
  postalCode: text({ max: 16, min: 1, show }),
  countryCode: country({ show }),
  phone: text({ max: 40, optional: true, show }),
})
