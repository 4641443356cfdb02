import type { Entity, Shape } from '../language/index.ts'
import { checkDeprecations } from './deprecations.ts'
import { checkKeys } from './keys.ts'
import { checkNames } from './names.ts'
import { checkReferences } from './references.ts'
import { checkScopes } from './scopes.ts'
import { checkStates } from './states.ts'

/** A complaint names the place and shows the line to write. */
export type Complaint = string

const checks: readonly ((entities: readonly Entity[], shapes: readonly Shape[]) => Complaint[])[] = [
  checkDeprecations,
  checkKeys,
  checkNames,
  checkReferences,
  checkScopes,
  checkStates,
]

/** Throws one error with every complaint about the model. */
export function checkModel(entities: readonly Entity[], shapes: readonly Shape[]): void {
  const complaints = checks.flatMap((check) => check(entities, shapes))
  if (complaints.length > 0)
    throw new Error(`The model has ${complaints.length} problem(s):\n- ${complaints.join('\n- ')}`)
}
