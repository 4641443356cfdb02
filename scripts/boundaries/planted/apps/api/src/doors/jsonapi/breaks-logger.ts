// breaks post-logger
import 'pino'
