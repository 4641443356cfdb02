import type { LedgerEntry } from './ledger.ts'

/** How the ledger calls what went back by a transfer of the house. */
export const transferCalled = (reference: string): string => `transfer-${reference}`

/** Whether a refund of the ledger went back by a transfer, of which its provider knows nothing. */
export const isTransferred = ({ reference }: Pick<LedgerEntry, 'reference'>): boolean =>
  reference.startsWith(transferCalled(''))
