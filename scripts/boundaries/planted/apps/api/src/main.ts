// breaks entry-points
import './doors/graphql/index.ts'
