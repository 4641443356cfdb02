// breaks sandbox-outside
import '../../../packages/sandbox/src/index.ts'
import './domain/orders/index.ts'
import './doors/graphql/index.ts'
import './adapters/stripe/index.ts'
