// breaks schema-alone
import '../../../apps/api/src/kernel/money.ts'
