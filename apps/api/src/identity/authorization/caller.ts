import { AsyncLocalStorage } from 'node:async_hooks'

/** From which address the request at hand came. */
export const caller = new AsyncLocalStorage<{ ip: string }>()
