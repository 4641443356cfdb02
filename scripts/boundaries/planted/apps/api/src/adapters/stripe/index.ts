// lawful
import 'stripe'
import '../../kernel/money.ts'
export type { PaymentProvider } from '../../domain/payments/port.ts'
