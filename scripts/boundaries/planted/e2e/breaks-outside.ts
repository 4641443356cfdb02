// breaks e2e-outside
import '../apps/api/src/kernel/money.ts'
