// breaks domain
import type { graphql } from '../../doors/graphql/index.ts'
export type Graphql = typeof graphql
