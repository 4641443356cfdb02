// breaks schema-entities
import '../projections/graphql.ts'
