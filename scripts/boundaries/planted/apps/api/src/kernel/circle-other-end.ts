// lawful
// (a circle is reported once, at its first file)
import { one } from './breaks-circle.ts'
export const two = () => one
