// breaks ladder-carts
import '../payments/index.ts'
