import type { Device } from '../ground/notified-devices.ts'
import { Refused, type Frontend } from './calls.ts'

const password = 'a door of oak and brass'

/** Registers and signs in: cards are kept for people only. Registered already, by a try whose answer was lost, is registered. */
export async function signUp(frontend: Frontend, email: string): Promise<void> {
  const act = (name: string, input: object, answer: string) =>
    frontend.ask<Record<string, { token: string } | null>>(
      `mutation($input: CustomerUser${name}Input!) { customerUser${name}(input: $input) { ${answer} } }`,
      { input },
    )
  await act('Register', { email, password, firstName: 'Ada', lastName: 'Fault' }, 'token').catch((error: unknown) => {
    if (!(error instanceof Refused && error.code === 'EMAIL_TAKEN')) throw error
  })
  const signIn = () => act('SignIn', { email, password }, 'token')
  const { customerUserSignIn } = await signIn().catch((error: unknown) => {
    // signed in by a try whose answer was lost: who they were before is over
    if (!(error instanceof Refused && error.code === 'SESSION_INVALID')) throw error
    frontend.token = undefined
    return signIn()
  })
  frontend.token = customerUserSignIn!.token
}

/** Wants to be told on this device what becomes of their orders. */
export async function addDevice(frontend: Frontend, device: Device): Promise<void> {
  const { websiteCurrent } = await frontend.ask<{ websiteCurrent: { pushKey: string } }>(
    `query { websiteCurrent { pushKey } }`,
  )
  await frontend.ask(`mutation($input: PushSubscriptionAddInput!) { pushSubscriptionAdd(input: $input) { id } }`, {
    input: { ...device, serverKey: websiteCurrent.pushKey },
  })
}
