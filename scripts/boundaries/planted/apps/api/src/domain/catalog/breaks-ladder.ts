// breaks ladder-catalog
import '../inventory/index.ts'
