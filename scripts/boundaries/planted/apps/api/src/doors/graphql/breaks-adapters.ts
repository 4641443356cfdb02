// breaks doors
import '../../adapters/stripe/index.ts'
