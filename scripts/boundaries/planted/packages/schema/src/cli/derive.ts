// lawful
import 'node:fs'
import '../projections/graphql.ts'
