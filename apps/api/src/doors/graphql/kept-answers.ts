import { Kind, type OperationDefinitionNode } from 'graphql'
import type { FastifyRequest } from 'fastify'
import type { Model } from '@portico/schema'

/** An answer as it was sent. */
export interface KeptAnswer {
  body: string
  /** Those that belong to the answer itself. */
  headers: Readonly<Record<string, string>>
}

interface Entry extends KeptAnswer {
  until: number
}

/** Longest text of an answer, and of all together (characters), so that strangers cannot fill our memory with answers. */
const longestAnswer = 200_000
const longestTogether = 12_000_000

/** What a request must be like for its answer to be the same for everybody who sends it; undefined for any other. */
export function keyOf(request: FastifyRequest): string | undefined {
  const { headers, body } = request
  if (headers.authorization || headers['cache-control'] === 'no-cache') return undefined
  const { query, variables, operationName, ...more } = (body ?? {}) as Record<string, unknown>
  if (typeof query !== 'string' || Object.keys(more).length > 0) return undefined
  const surroundings = ['accept', 'accept-language', 'portico-currency', 'portico-website'].map((name) => headers[name])
  return JSON.stringify([surroundings, operationName, variables, query])
}

/** Whether an operation asks only questions of which the model says that strangers all get the same answer. */
export function isKept(model: Model, operation: OperationDefinitionNode): boolean {
  return (
    operation.operation === 'query' &&
    operation.selectionSet.selections.every(
      (selection) => selection.kind === Kind.FIELD && keptFields(model).has(selection.name.value),
    )
  )
}

const fieldsOf = new WeakMap<Model, ReadonlySet<string>>()

function keptFields(model: Model): ReadonlySet<string> {
  const known = fieldsOf.get(model)
  if (known) return known
  const fields = new Set(
    [...model.questions].flatMap(([name, question]) => {
      const [entity = '', verb = ''] = name.split('.')
      return question.kept ? [entity + verb.charAt(0).toUpperCase() + verb.slice(1)] : []
    }),
  )
  fieldsOf.set(model, fields)
  return fields
}

/**
 * Answers to strangers, given again for a moment: a thousand people who look at the same page are answered once. The moment is short enough
 * that a changed price or stock shows within a second all the same; whoever has a token, or sends `Cache-Control: no-cache`, is always answered anew.
 */
export class KeptAnswers {
  readonly #answers = new Map<string, Entry>()
  #together = 0

  constructor(
    private readonly milliseconds: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  get(key: string): KeptAnswer | undefined {
    const entry = this.#answers.get(key)
    if (!entry) return undefined
    if (entry.until > this.now()) return entry
    this.#drop(key, entry)
    return undefined
  }

  put(key: string, answer: KeptAnswer): void {
    if (this.milliseconds === 0 || answer.body.length > longestAnswer) return
    const old = this.#answers.get(key)
    if (old) this.#drop(key, old)
    this.#answers.set(key, { ...answer, until: this.now() + this.milliseconds })
    this.#together += key.length + answer.body.length
    // the oldest stand first, and are over first
    for (const [oldest, entry] of this.#answers) {
      if (this.#together <= longestTogether && entry.until > this.now()) break
      this.#drop(oldest, entry)
    }
  }

  #drop(key: string, entry: Entry): void {
    this.#answers.delete(key)
    this.#together -= key.length + entry.body.length
  }
}
