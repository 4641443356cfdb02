// breaks engine
import '../domain/orders/index.ts'
