// breaks ladder-orders
import '../quotes/index.ts'
