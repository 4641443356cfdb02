// lawful
import '../pricing/index.ts'
import '../../engine/act.ts'
export const addLine = 'addLine'
