// breaks doors
import '../jsonapi/index.ts'
