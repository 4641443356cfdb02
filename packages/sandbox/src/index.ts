export { startStripeSandbox } from './stripe/start.ts'
export type { StripeSandbox, StripeSandboxOptions } from './stripe/start.ts'
export { fedexSandboxCredentials, startFedexSandbox } from './fedex/index.ts'
export type { FedexSandbox, FedexSandboxOptions } from './fedex/index.ts'
