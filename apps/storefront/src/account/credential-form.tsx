'use client'

import { Button } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import { Notice } from '#ui/notice.tsx'
import { inputLimits } from '#forms/limits.ts'
import { lostForm } from '#forms/lost-form.ts'
import { useSentForm } from '#forms/use-sent-form.ts'
import { sendConfirmation, sendNewPassword, sendRegister, sendResetRequest, sendSignIn } from './actions.ts'

export interface FieldPlan {
  name: string
  label: string
  type?: 'email' | 'password' | 'text'
  autoComplete: string
  hint?: string
  optional?: string
}

/** By the names of the API's own actions, whose limits the fields keep. */
const actions = {
  customerUserSignIn: sendSignIn,
  customerUserRegister: sendRegister,
  customerUserRequestPasswordReset: sendResetRequest,
  customerUserResetPassword: sendNewPassword,
  customerUserConfirm: sendConfirmation,
}

interface Props {
  what: keyof typeof actions
  fields: FieldPlan[]
  hidden?: Record<string, string>
  submit: string
  busy: string
}

/** The short forms around an account: labelled fields, one button, the refusal beside what it concerns. */
export function CredentialForm({ what, fields, hidden = {}, submit, busy }: Props) {
  const { answer, posted, sending, form } = useSentForm(actions[what], lostForm)
  return (
    <form {...form} className="grid gap-5">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {answer?.problem && <Notice tone="stop">{answer.problem}</Notice>}
      {fields.map(({ optional, ...field }) => (
        <Field
          key={field.name}
          {...field}
          optional={optional}
          {...inputLimits(what, field.name)}
          hint={field.hint?.replace('{least}', String(inputLimits(what, field.name).minLength ?? 1))}
          defaultValue={field.type === 'password' ? undefined : posted?.values[field.name]}
          error={answer?.fields[field.name]}
        />
      ))}
      <Button type="submit" look="ink" size="large" aria-busy={sending}>
        {sending ? busy : submit}
      </Button>
    </form>
  )
}
