// breaks post-json-schemas
import 'ajv'
