// breaks adapters
import '../../domain/shipping/index.ts'
