// breaks domain
import '../../adapters/stripe/index.ts'
