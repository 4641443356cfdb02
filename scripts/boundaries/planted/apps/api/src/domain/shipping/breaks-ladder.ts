// breaks ladder-shipping
import '../orders/index.ts'
