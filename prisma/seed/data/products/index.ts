import type { ProductData } from '../../shape.ts'
import { cutting } from './cutting.ts'
import { drilling } from './drilling.ts'

/** Everything that Werkmark sells, in the order of the catalogue. */
export const products: ProductData[] = [...drilling, ...cutting]
