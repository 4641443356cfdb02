// breaks no-circle
import { two } from './circle-other-end.ts'
export const one = two
