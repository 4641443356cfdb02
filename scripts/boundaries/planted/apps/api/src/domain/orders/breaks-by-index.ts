// breaks domain-by-index
import '../carts/add-line.ts'
