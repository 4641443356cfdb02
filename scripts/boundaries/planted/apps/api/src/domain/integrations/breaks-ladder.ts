// breaks ladder-integrations
import '../customers/index.ts'
