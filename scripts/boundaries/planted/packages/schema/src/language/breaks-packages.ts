// breaks schema-no-packages
import 'node:fs'
