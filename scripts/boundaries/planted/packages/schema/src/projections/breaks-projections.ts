// breaks schema-projections
import '../entities/product.ts'
