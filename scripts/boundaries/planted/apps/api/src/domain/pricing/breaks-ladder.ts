// breaks ladder-pricing
import '../carts/index.ts'
