// breaks storefront-outside
import '../../api/src/kernel/money.ts'
