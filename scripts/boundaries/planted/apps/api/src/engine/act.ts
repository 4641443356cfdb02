// lawful
import '../../../../packages/schema/src/language/text.ts'
export { db } from '../kernel/db.ts'
