// breaks schema-model
import './projections/graphql.ts'
