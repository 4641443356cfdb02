import type { Area } from '../../engine/index.ts'
import { trackOrder } from './track-order.ts'

export { createOrder, type AgreedLine, type Agreement } from './create-order.ts'

export const createOrders = (): Area => ({ questions: { 'order.track': trackOrder } })
