// breaks schema-checks
import '../projections/graphql.ts'
