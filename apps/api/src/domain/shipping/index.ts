import type { Area } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import type { Address, AddressCheck, ShippingOptions } from '../../kernel/contract.ts'
import type { ShippingCarrier } from './port.ts'
import { checkedAddress } from './check-address.ts'
import { shippingMethod, shippingRule } from './guards.ts'
import { shippingOptionsFor, type ShippingQuestion } from './shipping-options.ts'

export { deliveryStands, ownOptions, type Going } from './own-methods.ts'
export { pickupPlaceOf } from './shipping-rules.ts'
export type { ShippingCarrier } from './port.ts'
export type { ShippingQuestion } from './shipping-options.ts'

/** What shipping does for the areas above it. */
export interface Shipping extends Area {
  /** The ways of delivery for a cart, cheapest first, with notices for carriers that had no answer. Never throws for outages. */
  optionsFor(ctx: Ctx, question: ShippingQuestion): Promise<ShippingOptions>
  /** What carriers know of an address; never throws for outages. */
  checkAddress(ctx: Ctx, address: Address): Promise<AddressCheck>
}

/** Shipping with the carriers of this installation; `patienceMs` is the longest wait for all of them together. */
export function createShipping(ports: { carriers: readonly ShippingCarrier[]; patienceMs?: number }): Shipping {
  const patienceMs = ports.patienceMs ?? 2000
  return {
    guards: { shippingMethod, shippingRule },
    checkAddress: (ctx, address) => checkedAddress(address, ctx, ports.carriers, patienceMs),
    optionsFor: (ctx, question) => shippingOptionsFor(question, ctx, ports.carriers, patienceMs),
  }
}
