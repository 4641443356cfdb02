// breaks adapters
import '../stripe/index.ts'
