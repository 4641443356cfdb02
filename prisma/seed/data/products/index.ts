import type { ProductData } from '../../shape.ts'
import { cutting } from './cutting.ts'
import { drilling } from './drilling.ts'
import { electrical } from './electrical.ts'
import { fixings } from './fixings.ts'
import { handTools } from './hand-tools.ts'
import { office } from './office.ts'
import { safety } from './safety.ts'
import { workshop } from './workshop.ts'

/** Everything that Werkmark sells, in the order of the catalogue. */
export const products: ProductData[] = [
  ...drilling,
  ...cutting,
  ...handTools,
  ...fixings,
  ...electrical,
  ...safety,
  ...workshop,
  ...office,
]
