import { model } from '@portico/schema'
import type { Address } from '../../kernel/contract.ts'

/** The columns of every table that holds a postal address, for a select that answers an `Address`. */
export const addressColumns = Object.keys(model.shapes.get('Address')?.fields ?? {}) as readonly (keyof Address)[]
