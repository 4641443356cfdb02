import 'server-only'
import { cache } from 'react'
import { shop, written } from './call.ts'
import {
  AddAddressDocument,
  BeginAddingCardDocument,
  ChangeAddressDocument,
  ConfirmEmailDocument,
  CurrentCustomerDocument,
  FinishAddingCardDocument,
  MyAddressesDocument,
  MyCardsDocument,
  PreferCardDocument,
  RemoveCardDocument,
  type SavedCardPartsFragment,
  RegisterDocument,
  RemoveAddressDocument,
  RequestPasswordResetDocument,
  ResetPasswordDocument,
  SignInDocument,
  SignOutDocument,
  type BookAddressFragment,
  type CurrentCustomerQuery,
  type CustomerAddressAddInput,
  type CustomerAddressChangeInput,
  type CustomerUserRegisterInput,
} from './generated/graphql.ts'
import { asFarAsShown } from './hidden.ts'
import { ShopRefusal } from './refusal.ts'
import { changePerson, dropToken, keepToken, readToken } from './session.ts'

export type CurrentCustomer = NonNullable<CurrentCustomerQuery['customerUserCurrent']>
export type BookAddress = BookAddressFragment

/** Who is signed in; null for strangers and visitors. */
export const readCustomer = cache(async (): Promise<CurrentCustomer | null> => {
  if (!(await readToken())) return null
  return (await shop(CurrentCustomerDocument, {})).customerUserCurrent ?? null
})

/** The addresses that the signed-in person can use; none for others. */
export const readAddresses = cache(async (): Promise<BookAddress[]> => {
  if (!(await readCustomer())) return []
  return asFarAsShown(
    async () => (await shop(MyAddressesDocument, {})).customerAddressMine,
    () => [],
  )
})

async function enter({ token }: { token: string }): Promise<void> {
  await keepToken(token)
  await changePerson()
}

/** Signs in and keeps the session; the visitor's cart comes along. @throws ShopRefusal CREDENTIALS_WRONG, RATE_LIMITED */
export async function signIn(email: string, password: string): Promise<void> {
  await enter((await written(SignInDocument, { input: { email, password } })).customerUserSignIn)
}

/** Opens an account and signs in. @throws ShopRefusal EMAIL_TAKEN, PASSWORD_TOO_WEAK */
export async function register(input: CustomerUserRegisterInput): Promise<void> {
  await enter((await written(RegisterDocument, { input })).customerUserRegister)
}

/** Ends the session here and at the API. A session that has ended already is no obstacle. */
export async function signOut(): Promise<void> {
  try {
    await shop(SignOutDocument, {})
  } catch (problem) {
    if (!(problem instanceof ShopRefusal)) throw problem
  }
  await dropToken()
  await changePerson()
}

/** Confirms the e-mail address by the mail's token. Safe to repeat. @throws ShopRefusal TOKEN_EXPIRED, RATE_LIMITED */
export async function confirmEmail(token: string): Promise<void> {
  await shop(ConfirmEmailDocument, { input: { token } })
}

/** Sends the mail with the link, if the address is known. */
export async function requestPasswordReset(email: string): Promise<void> {
  await shop(RequestPasswordResetDocument, { input: { email } })
}

/** Sets a new password by the mail's token, and signs in. @throws ShopRefusal TOKEN_EXPIRED, PASSWORD_TOO_WEAK */
export async function resetPassword(token: string, password: string): Promise<void> {
  await enter((await written(ResetPasswordDocument, { input: { token, password } })).customerUserResetPassword)
}

export type SavedCard = SavedCardPartsFragment

/** The cards that the signed-in person has saved, the usual one first; none for others. */
export const readCards = cache(async (): Promise<SavedCard[]> => {
  if (!(await readCustomer())) return []
  return asFarAsShown(
    async () => (await shop(MyCardsDocument, {})).savedPaymentMethodMine,
    () => [],
  )
})

/** Begins to have a card kept: the browser confirms it. @throws ShopRefusal PAYMENT_METHOD_UNAVAILABLE, PAYMENT_PROVIDER_UNAVAILABLE */
export async function beginAddingCard(): Promise<{ clientSecret: string; reference: string }> {
  const { savedPaymentMethodBeginAdding: setup } = await written(BeginAddingCardDocument, {})
  if (!setup) throw new ShopRefusal('SESSION_REQUIRED', 'nobody is signed in')
  return setup
}

/** Enters the card that the browser has confirmed. Safe to repeat. @throws ShopRefusal PAYMENT_PENDING, PAYMENT_OF_SOMEBODY_ELSE */
export async function finishAddingCard(reference: string): Promise<void> {
  await written(FinishAddingCardDocument, { reference })
}

/** @throws ShopRefusal NOT_FOUND */
export async function preferCard(id: string): Promise<void> {
  await shop(PreferCardDocument, { input: { id } })
}

/** @throws ShopRefusal NOT_FOUND, PAYMENT_PROVIDER_UNAVAILABLE */
export async function removeCard(id: string): Promise<void> {
  await shop(RemoveCardDocument, { input: { id } })
}

export async function addAddress(input: CustomerAddressAddInput): Promise<void> {
  await shop(AddAddressDocument, { input })
}

export async function changeAddress(input: CustomerAddressChangeInput): Promise<void> {
  await shop(ChangeAddressDocument, { input })
}

export async function removeAddress(id: string): Promise<void> {
  await shop(RemoveAddressDocument, { input: { id } })
}
