// lawful
export { text } from '../language/text.ts'
