// breaks examples-outside
import '../../apps/api/src/kernel/money.ts'
