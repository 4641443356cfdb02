/** A right as roles hold it; see the shape `Grant`. */
interface Granted {
  readonly entity: string
  readonly deed: string
  readonly level: 'own' | 'unit' | 'unitAndBelow'
}

const rights = (level: Granted['level'], entities: readonly string[], deeds: readonly string[] = ['*']): Granted[] =>
  entities.flatMap((entity) => deeds.map((deed) => ({ entity, deed, level })))

/**
 * What `customerUser.role` gives at the shop, where no `customerRole` says otherwise. Of what a person reads besides: what everybody reads, and what hangs on a
 * row that they read.
 */
export const standardCustomerRoles = {
  administrator: rights('unitAndBelow', ['*']),
  buyer: [
    ...rights('own', ['*']),
    ...rights('unit', ['customer', 'customerAddress', 'invoice'], ['read']),
    ...rights('unit', ['rfq', 'quote']),
  ],
  /** Sees it all and buys nothing. */
  approver: [
    ...rights('unitAndBelow', ['*'], ['read']),
    ...rights('unit', ['rfq', 'quote']),
    ...rights('own', ['cart', 'shoppingList', 'customerUser', 'customerAddress']),
  ],
} satisfies Record<string, readonly Granted[]>
