// breaks identity
import '../domain/customers/index.ts'
