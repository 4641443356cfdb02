// breaks ladder-customers
import '../catalog/index.ts'
