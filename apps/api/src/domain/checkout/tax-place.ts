import type { Address, ShippingOption } from '../../kernel/contract.ts'

/** Where goods change hands: what is picked up is taxed there, whatever the address says. */
export const handoverPlace = (
  option: ShippingOption | null,
  address: Address | null,
): Pick<Address, 'countryCode' | 'region' | 'postalCode'> | null =>
  (option?.pickup ? option.pickupPlace : null) ?? address
