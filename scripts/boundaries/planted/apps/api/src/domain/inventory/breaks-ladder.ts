// breaks ladder-inventory
import '../pricing/index.ts'
