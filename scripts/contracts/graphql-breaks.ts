import { buildSchema, findBreakingChanges } from 'graphql'

/** What of a GraphQL schema was taken away or narrowed, as graphql-js sees it. */
export const breaksOfGraphql = (before: string, now: string): string[] =>
  findBreakingChanges(buildSchema(before), buildSchema(now)).map(({ description }) => description)
