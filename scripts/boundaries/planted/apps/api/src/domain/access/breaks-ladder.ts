// breaks ladder-access
import '../customers/index.ts'
