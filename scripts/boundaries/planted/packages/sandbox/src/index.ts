// lawful
import 'fastify'
export const sandbox = true
