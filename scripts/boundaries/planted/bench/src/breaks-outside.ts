// breaks bench-outside
import '../../apps/api/src/kernel/money.ts'
