// lawful
import 'graphql'
import '@apollo/server'
import 'fastify'
export const graphql = true
