import { AsyncLocalStorage } from 'node:async_hooks'

/** Whose request the authorization server is at: its library hands on nothing of ours. */
export const caller = new AsyncLocalStorage<{ ip: string; requestId: string }>()

/** As the audit log tells it. */
export const from = () => ({ ip: '', requestId: '', ...caller.getStore(), door: 'oauth2' })
