// breaks ladder-payments
import '../shipping/index.ts'
