'use client'

import { startTransition, useActionState, useContext, useRef, type SubmitEvent } from 'react'
import { Connection } from './connection.tsx'
import { unlessLost } from './unless-lost.ts'

interface Moments<Answer> {
  /** In the transition of the sending: what is shown at once, and taken back when the answer is there (`useOptimistic`). */
  meanwhile?: (form: FormData) => void
  /** When the answer is there, lost ones included. `changed`: what stands in the form by then is not what was sent. */
  then?: (answer: Answer, changed: boolean) => void
  /** An entry that goes along: by it, the action knows that it is answered beside the page, and that the browser is not posting the form itself. */
  mark?: readonly [name: string, value: string]
}

interface SentForm<Answer> {
  /** The last answer; null before the first. */
  answer: Answer | null
  /** The answer that came with the page itself, to a browser without script. What had been typed is in it alone. */
  posted: Answer | null
  sending: boolean
  /** For the `<form>`. */
  form: { action: (form: FormData) => void; onSubmit: (event: SubmitEvent<HTMLFormElement>) => void }
}

/**
 * A form that a server action takes. Without script, the browser posts it and the page answers. With script, it is sent beside the page:
 * nothing is reset, so what is typed while it is under way stays; and where no answer comes, `lost` says so in its place.
 */
export function useSentForm<Answer>(
  write: (before: Answer | null, form: FormData) => Promise<Answer>,
  lost: (problem: string) => Answer,
  { meanwhile, then, mark }: Moments<Answer> = {},
): SentForm<Answer> {
  const texts = useContext(Connection)
  if (!texts)
    throw new Error('useSentForm is used outside of <ConnectionTexts>: move the component into the root layout.')
  const typedIn = useRef<Typed | null>(null)
  // React's types settle promises inside of states, which a type parameter keeps them from; no answer of ours is a promise.
  type Steps = [Answer | null, (form: FormData) => void, boolean]
  type Act = (before: unknown, form: FormData) => Promise<unknown>
  const [posted, post, posting] = useActionState(write as Act, null) as Steps
  const sendNow: Act = async (before, form) => {
    const answer = await unlessLost(
      () => write(before as Answer | null, form),
      (loss) => lost(texts[loss]),
    )
    then?.(answer, isChanged(typedIn.current))
    return answer
  }
  const [sent, send, sending] = useActionState(sendNow, null) as Steps
  return {
    answer: sent ?? posted,
    posted,
    sending: sending || posting,
    form: {
      action: post,
      onSubmit: (event) => {
        // By hand and not as the form's action, after which React would reset the fields.
        event.preventDefault()
        const form = new FormData(event.currentTarget)
        typedIn.current = { element: event.currentTarget, as: contents(form) }
        if (mark) form.append(...mark)
        const { submitter } = event.nativeEvent as { submitter?: HTMLElement | null } & Event
        if (submitter instanceof HTMLButtonElement && submitter.name) form.append(submitter.name, submitter.value)
        startTransition(() => {
          meanwhile?.(form)
          send(form)
        })
      },
    },
  }
}

/** A form, and what stood in it when it was sent. */
interface Typed {
  element: HTMLFormElement
  as: string
}

const contents = (form: FormData): string =>
  JSON.stringify([...form].filter(([name, value]) => typeof value === 'string' && !name.startsWith('$')))

const isChanged = (typed: Typed | null): boolean =>
  typed !== null && typed.element.isConnected && contents(new FormData(typed.element)) !== typed.as
