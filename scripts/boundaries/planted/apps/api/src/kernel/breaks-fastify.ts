// breaks post-fastify
import 'fastify'
