import { AsyncLocalStorage } from 'node:async_hooks'

/** Headers that the answer to the request at hand will carry, whichever door answers it. The gate opens it for every request, and sends them. */
export const answerHeaders = new AsyncLocalStorage<Map<string, string>>()

/** Adds a header to the answer; without a request, nothing. */
export function answerWith(name: string, value: string): void {
  answerHeaders.getStore()?.set(name.toLowerCase(), value)
}
