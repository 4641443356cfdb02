// breaks ladder-notices
import '../catalog/index.ts'
