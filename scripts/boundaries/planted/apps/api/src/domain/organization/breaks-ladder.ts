// breaks ladder-organization
import '../integrations/index.ts'
