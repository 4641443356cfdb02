// breaks schema-language
import '../entities/product.ts'
