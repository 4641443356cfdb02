// breaks ladder-quotes
import '../checkout/index.ts'
