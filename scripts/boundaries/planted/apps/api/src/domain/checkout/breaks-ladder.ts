// breaks ladder-checkout
import '../invoices/index.ts'
