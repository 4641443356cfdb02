export { createFedexModule } from './module.ts'
export { createFedexCarrier } from './fedex-carrier.ts'
export type { FedexSettings } from './fedex-carrier.ts'
