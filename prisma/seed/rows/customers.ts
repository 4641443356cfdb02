import type { Rows } from '../copy.ts'
import { customerGroups, customers, demoPassword, type AddressData } from '../data/customers.ts'
import { hashedWithFixedSalt } from '../hashed.ts'
import { seedId } from '../ids.ts'

type AddressRow = NonNullable<Rows['customerAddresses']>[number]

/** Customer groups, companies, the people who buy for them, and their addresses. */
export async function customerRows(): Promise<Rows> {
  const organizationId = seedId('organization', 'werkmark')
  return {
    customerGroups: customerGroups.map(({ code, name, paymentTerm }) => ({
      id: seedId('customerGroup', code),
      code,
      name,
      paymentTermId: paymentTerm && seedId('paymentTerm', paymentTerm),
    })),
    customers: customers.map(({ code, name, group, parent, vatNumber, taxExempt }) => ({
      id: seedId('customer', code),
      code,
      name,
      vatNumber: vatNumber ?? null,
      taxExempt: taxExempt ?? false,
      parentId: parent ? seedId('customer', parent) : null,
      groupId: seedId('customerGroup', group),
      businessUnitId: seedId('businessUnit', vatNumber?.startsWith('DE') ? 'dach' : 'americas'),
      organizationId,
    })),
    customerUsers: await Promise.all(
      customers.flatMap((customer) =>
        customer.users.map(async ({ email, firstName, lastName, phone, locale, role }) => ({
          id: seedId('customerUser', email),
          email,
          firstName,
          lastName,
          phone: phone ?? null,
          locale,
          role,
          passwordHash: await hashedWithFixedSalt(email, demoPassword),
          customerId: seedId('customer', customer.code),
          websiteId: seedId('website', 'werkmark'),
        })),
      ),
    ),
    customerAddresses: customers.flatMap(({ code, addresses, users }) => [
      ...(addresses ?? []).map((address, index) =>
        addressRow(address, index, { customerId: seedId('customer', code), customerUserId: null }),
      ),
      ...users.flatMap((user) =>
        (user.addresses ?? []).map((address, index) =>
          addressRow(address, index, { customerId: null, customerUserId: seedId('customerUser', user.email) }),
        ),
      ),
    ]),
  }
}

function addressRow(
  address: AddressData,
  index: number,
  owner: Pick<AddressRow, 'customerId' | 'customerUserId'>,
): AddressRow {
  return {
    id: seedId('customerAddress', `${owner.customerId ?? owner.customerUserId}/${address.label}`),
    label: address.label,
    company: address.company ?? null,
    firstName: address.firstName,
    lastName: address.lastName,
    street: address.street,
    street2: address.street2 ?? null,
    city: address.city,
    region: address.region ?? null,
    postalCode: address.postalCode,
    countryCode: address.countryCode,
    phone: address.phone ?? null,
    defaultShipping: index === 0,
    defaultBilling: index === 0,
    ...owner,
  }
}
