import 'server-only'
import { shop } from './call.ts'
import {
  AddDeviceDocument,
  DevicesDocument,
  RemoveDeviceDocument,
  type PushSubscriptionAddInput,
} from './generated/graphql.ts'
import { readToken } from './session.ts'

/** Whether the device with this endpoint tells this visitor or customer of their orders, and how many others do. */
export async function readDevices(endpoint: string): Promise<{ on: boolean; others: number }> {
  if (!(await readToken())) return { on: false, others: 0 }
  const answer = await shop(DevicesDocument, { endpoint })
  return { on: answer.this.length > 0, others: answer.all.length - answer.this.length }
}

/** Tells a device of orders from now on. Safe to repeat. @throws ShopRefusal PUSH_ENDPOINT_REFUSED, PUSH_DEVICES_FULL … */
export async function addDevice(input: PushSubscriptionAddInput): Promise<void> {
  await shop(AddDeviceDocument, { input })
}

/** Tells a device nothing more, or, without an endpoint, none of this person's. */
export async function removeDevice(endpoint: string | null): Promise<void> {
  await shop(RemoveDeviceDocument, { input: { endpoint } })
}
