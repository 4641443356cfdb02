// lawful
import '../build.ts'
import '../../../../packages/sandbox/src/index.ts'
export const testing = true
