// lawful
import 'fastify'
import '../../engine/act.ts'
export const jsonapi = true
