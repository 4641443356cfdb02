// lawful
import './add-line.ts'
import '../../testing/index.ts'
import '../checkout/index.ts'
