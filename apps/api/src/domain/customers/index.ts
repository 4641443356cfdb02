import type { Area } from '../../engine/index.ts'
import type { Attempts } from '../../kernel/attempts.ts'
import type { Job } from '../../kernel/jobs.ts'
import type { Mailer } from '../../kernel/mail.ts'
import { addAddress, changeAddress, myAddresses, ownAddress, removeAddress } from './address-book.ts'
import { confirmationJob, confirmEmail, requestConfirmation, type ConfirmationRequest } from './confirm-email.ts'
import {
  changePassword,
  passwordResetJob,
  requestPasswordReset,
  resetPassword,
  type ResetRequest,
} from './passwords-forgotten.ts'
import { customerGuards } from './guards.ts'
import { setPassword } from './set-password.ts'
import type { Arrival } from './port.ts'
import { currentUser, updateProfile } from './profile.ts'
import { register } from './register.ts'
import { bringVisitor, signIn, signOut } from './sign-in.ts'

export { addressColumns } from './address-columns.ts'
export { checkAddress } from './check-address.ts'
export { termOf } from './term-of.ts'
export { mayOrder, refuseBlocked, withinCredit } from './standing.ts'
export { addressOwners } from './address-owners.ts'
export type { Arrival, Newcomer } from './port.ts'

export interface CustomersParts {
  attempts: Attempts
  mailer: Mailer
  /** What happens to a visitor's belongings when they sign in. */
  arrivals: readonly Arrival[]
  storefrontUrl: string
  passwordResetMinutes: number
}

export interface CustomersArea extends Area {
  jobs: readonly [Job<ResetRequest>, Job<ConfirmationRequest>]
  /** Makes what a visitor has the person’s as whom they signed in elsewhere than by the action. */
  bringVisitor: ReturnType<typeof bringVisitor>
}

export function createCustomers({
  attempts,
  mailer,
  arrivals,
  storefrontUrl,
  passwordResetMinutes,
}: CustomersParts): CustomersArea {
  const mailReset = passwordResetJob(mailer, { storefrontUrl, minutes: passwordResetMinutes })
  const mailConfirmation = confirmationJob(mailer, storefrontUrl)
  return {
    sagas: {
      'customerUser.register': register(arrivals, attempts, mailConfirmation),
      'customerUser.confirm': confirmEmail(attempts),
      'customerUser.requestConfirmation': requestConfirmation(attempts, mailConfirmation),
      'customerUser.signIn': signIn(arrivals, attempts),
      'customerUser.requestPasswordReset': requestPasswordReset(attempts, mailReset),
      'customerUser.resetPassword': resetPassword(arrivals, attempts),
      'customerUser.changePassword': changePassword(attempts),
    },
    actions: {
      'customerUser.signOut': signOut,
      'customerUser.setPassword': setPassword,
      'customerUser.updateProfile': updateProfile,
      'customerAddress.add': addAddress,
      'customerAddress.change': changeAddress,
      'customerAddress.remove': removeAddress,
    },
    questions: { 'customerUser.current': currentUser, 'customerAddress.mine': myAddresses },
    computed: { 'customerAddress.own': ownAddress },
    guards: customerGuards,
    jobs: [mailReset, mailConfirmation],
    bringVisitor: bringVisitor(arrivals),
  }
}
