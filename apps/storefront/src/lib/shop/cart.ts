import 'server-only'
import { cache } from 'react'
import { shop } from './call.ts'
import {
  AddLineDocument,
  ChangeLineDocument,
  CurrentCartDocument,
  RemoveLineDocument,
  type CartAddLineInput,
  type CartLinePartsFragment,
  type CartPartsFragment,
} from './generated/graphql.ts'
import { readToken } from './session.ts'

export type Cart = CartPartsFragment
export type CartLine = CartLinePartsFragment

/** The visitor's open cart; null before the first line (a stranger is not even asked about). */
export const readCart = cache(async (): Promise<Cart | null> => {
  if (!(await readToken())) return null
  return (await shop(CurrentCartDocument, {})).cartCurrent ?? null
})

/** Puts a product into the cart. @throws ShopRefusal such as NOT_ENOUGH_STOCK, QUANTITY_PRECISION */
export async function addLine(input: CartAddLineInput): Promise<void> {
  await shop(AddLineDocument, { input })
}

/** Sets a line's quantity (a decimal string); '0' removes it. @throws ShopRefusal */
export async function changeLine(lineId: string, quantity: string): Promise<void> {
  await shop(ChangeLineDocument, { input: { lineId, quantity } })
}

/** Takes a line out. @throws ShopRefusal */
export async function removeLine(lineId: string): Promise<void> {
  await shop(RemoveLineDocument, { input: { lineId } })
}
