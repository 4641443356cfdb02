import { inputs, shapes } from '#lib/shop/generated/forms.ts'

interface Accepted {
  required: boolean
  min?: number
  max?: number
}

/** What an `<input>` needs to keep people from typing what the API would refuse. */
export interface InputLimits {
  required: boolean
  minLength?: number
  maxLength?: number
}

function limitsOf({ required, min, max }: Accepted): InputLimits {
  // One character is what `required` says already.
  return { required, minLength: min && min > 1 ? min : undefined, maxLength: max }
}

/** Of a field of a postal address. */
export const addressLimits = (field: keyof typeof shapes.Address): InputLimits => limitsOf(shapes.Address[field])

/** Of a field of an action's input: `inputLimits('customerUserRegister', 'password')`. Of a field that the action does not know: none. */
export function inputLimits(action: keyof typeof inputs, field: string): Partial<InputLimits> {
  const accepted = (inputs[action] as Record<string, Accepted | undefined>)[field]
  return accepted ? limitsOf(accepted) : {}
}
