import { costLimitRule } from '@escape.tech/graphql-armor-cost-limit'
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth'
import type { ValidationContext, ValidationRule } from 'graphql'
import { catalogue } from '../../kernel/catalogue.ts'
import { queryRefusal } from './errors.ts'

export interface QueryLimits {
  maxDepth: number
  maxCost: number
}

const report = (code: 'QUERY_TOO_DEEP' | 'QUERY_TOO_COSTLY', maximum: number) => ({
  onReject: [
    (context: ValidationContext | null) =>
      context?.reportError(queryRefusal(code, catalogue[code].text.replace('{maximum}', String(maximum)))),
  ],
  propagateOnRejection: false,
})

/** What strangers may ask for at once: so deep, so much. */
export function limitRules(limits: QueryLimits): ValidationRule[] {
  const depth = maxDepthRule({
    n: limits.maxDepth,
    ignoreIntrospection: true,
    flattenFragments: true,
    ...report('QUERY_TOO_DEEP', limits.maxDepth),
  })
  const cost = costLimitRule({
    maxCost: limits.maxCost,
    flattenFragments: true,
    ...report('QUERY_TOO_COSTLY', limits.maxCost),
  })
  return [depth, cost].map((rule) => (context: ValidationContext) => rule(context))
}
