import type { Seal } from '../../kernel/seal.ts'
import type { PushAddress } from './port.ts'

const purpose = (deviceId: string) => `push/${deviceId}`

/** Endpoint and keys as the database keeps them: who has them can send to the device. */
export const sealedAddress = (seal: Seal, deviceId: string, { endpoint, p256dh, auth }: PushAddress): string =>
  seal.close(JSON.stringify({ endpoint, p256dh, auth }), purpose(deviceId))

export const addressOf = (seal: Seal, device: { id: string; address: string }): PushAddress =>
  JSON.parse(seal.open(device.address, purpose(device.id))) as PushAddress
