// breaks post-graphql
import 'graphql'
