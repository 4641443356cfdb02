import { access } from './catalogue/access.data.ts'
import { commerce } from './catalogue/commerce.data.ts'
import { files } from './catalogue/files.data.ts'
import { payments } from './catalogue/payments.data.ts'
import { requests } from './catalogue/requests.data.ts'
import { shipping } from './catalogue/shipping.data.ts'

export type { CatalogueEntry } from './catalogue/entry.ts'

/** Every refusal that any door can answer with, by area; each stands in one of them. Codes are promises: add, never rename. */
export const catalogue = { ...access, ...commerce, ...files, ...payments, ...requests, ...shipping } as const

/** A stable code of the catalogue. */
export type RefusalCode = keyof typeof catalogue
