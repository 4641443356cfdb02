// breaks doors
import '../../domain/orders/index.ts'
