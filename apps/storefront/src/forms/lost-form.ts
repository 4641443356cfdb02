import type { FormAnswer } from './answer.ts'

/** The answer in place of one that never came. What was typed still stands in the form. */
export const lostForm = (problem: string): FormAnswer => ({ problem, fields: {}, values: {}, at: Date.now() })
