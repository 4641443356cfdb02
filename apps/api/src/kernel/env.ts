import type { z } from 'zod'
import { variables, type Variable } from './env-variables.data.ts'

type Values = { [Key in keyof typeof variables]: z.output<(typeof variables)[Key]['schema']> }

/** The configuration of one process, parsed and frozen. */
export type Env = Readonly<Values>

/** One thing that is wrong with the configuration. */
export interface ConfigurationProblem {
  name: string
  problem: string
  advice: string
}

/** All problems of a configuration in one message: what, where, what to do. */
export class ConfigurationError extends Error {
  readonly problems: readonly ConfigurationProblem[]

  constructor(problems: readonly ConfigurationProblem[]) {
    const lines = problems.map(({ name, problem, advice }) => `  ${name}: ${problem}\n    → ${advice}`)
    super(`The configuration has ${problems.length} problem${problems.length === 1 ? '' : 's'}:\n${lines.join('\n')}`)
    this.name = 'ConfigurationError'
    this.problems = problems
  }
}

/** Variables that only make sense together: one set means all must be. */
const togetherness: readonly (readonly (keyof Values)[])[] = [
  ['fedexClientId', 'fedexClientSecret', 'fedexAccountNumber'],
  ['filesS3AccessKeyId', 'filesS3SecretAccessKey'],
]

/**
 * Parses the environment once. An empty value counts as absent. Throws ConfigurationError naming every problem,
 * never the value of a secret.
 */
export function readEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const problems: ConfigurationProblem[] = []
  const values: Record<string, unknown> = {}
  for (const [key, variable] of Object.entries<Variable>(variables)) {
    const written = source[variable.name]?.trim()
    const result = variable.schema.safeParse(written === '' ? undefined : written)
    if (result.success) values[key] = result.data
    else
      problems.push({
        name: variable.name,
        problem: describe(written, result.error, variable),
        advice: variable.advice,
      })
  }
  for (const group of togetherness) {
    const missing = group.filter((key) => values[key] === undefined)
    if (missing.length === 0 || missing.length === group.length) continue
    for (const key of missing) {
      const others = group.filter((other) => values[other] !== undefined).map((other) => variables[other].name)
      problems.push({
        name: variables[key].name,
        problem: `is missing, although ${others.join(', ')} is set`,
        advice: variables[key].advice,
      })
    }
  }
  if (problems.length > 0) throw new ConfigurationError(problems)
  return Object.freeze(values) as Env
}

function describe(written: string | undefined, error: z.ZodError, variable: Variable): string {
  if (written === undefined || written === '') return 'is missing'
  const shown = variable.secret
    ? 'its value (a secret, not shown)'
    : `"${written.length > 80 ? `${written.slice(0, 80)}…` : written}"`
  return `${shown} is not acceptable: ${error.issues.map((issue) => issue.message).join('; ')}`
}

/** What a docs table shows of one variable. */
export interface VariableDocumentation {
  name: string
  about: string
  advice: string
  /** The default as text; undefined when there is none. */
  standard: string | undefined
  required: boolean
  secret: boolean
}

/** Every variable, in the order of the table, for the derived reference. */
export const documentation: readonly VariableDocumentation[] = Object.values<Variable>(variables).map((variable) => {
  const absent = variable.schema.safeParse(undefined)
  return {
    name: variable.name,
    about: variable.about,
    advice: variable.advice,
    standard:
      absent.success && absent.data !== undefined
        ? (variable.shown ?? JSON.stringify(absent.data).replaceAll('"', ''))
        : undefined,
    required: !absent.success,
    secret: variable.secret ?? false,
  }
})
