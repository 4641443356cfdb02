import { costLimitRule } from '@escape.tech/graphql-armor-cost-limit'
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth'
import type { ValidationContext, ValidationRule } from 'graphql'
import { catalogue } from '../../kernel/catalogue.ts'
import { fieldCounter } from './document-size.ts'
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

/** Every field at the root is a call of its own; pages of our own storefront ask for at most five. */
const rootFieldsAtOnce = 20

/** A longer document is refused before it is validated: rules compare fields with each other. Introspection needs about 600. */
export const longestDocument = { maxTokens: 4_000 }

const rootFieldsRule: ValidationRule = (context) => {
  const count = fieldCounter((name) => context.getFragment(name), false)
  return {
    OperationDefinition: ({ selectionSet }) => {
      if (count(selectionSet) > rootFieldsAtOnce)
        context.reportError(queryRefusal('QUERY_TOO_COSTLY', catalogue.QUERY_TOO_COSTLY.text))
    },
  }
}

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
  return [rootFieldsRule, ...[depth, cost].map((rule) => (context: ValidationContext) => rule(context))]
}
