'use client'

import { lostForm } from '#forms/lost-form.ts'
import { useSentForm } from '#forms/use-sent-form.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import { Notice } from '#ui/notice.tsx'
import { ParcelSteps } from './parcel-steps.tsx'
import { sendTrack, type TrackAnswer } from './track-actions.ts'

const lost = (problem: string): TrackAnswer => ({ refused: lostForm(problem), order: null })

export function TrackForm({ texts }: { texts: { number: string; email: string; submit: string; busy: string } }) {
  const { answer, posted, sending, form } = useSentForm(sendTrack, lost)
  const { refused, order } = answer ?? {}
  return (
    <>
      <form {...form} className="grid gap-5">
        {refused?.problem && <Notice tone="stop">{refused.problem}</Notice>}
        <Field
          name="number"
          label={texts.number}
          required
          autoComplete="off"
          maxLength={40}
          defaultValue={posted?.refused?.values.number}
        />
        <Field
          name="email"
          label={texts.email}
          type="email"
          required
          autoComplete="email"
          maxLength={254}
          defaultValue={posted?.refused?.values.email}
        />
        <Button type="submit" look="ink" size="large" aria-busy={sending}>
          {sending ? texts.busy : texts.submit}
        </Button>
      </form>
      {order && (
        <section role="status" className="mt-8 grid gap-3 rounded-lg bg-sheet p-5">
          <div className="flex flex-wrap items-baseline justify-between gap-3">
            <h2 className="numerals text-h3">{order.number}</h2>
            <p className="numerals font-bold">{order.total}</p>
          </div>
          <p className="flex flex-wrap items-center gap-2 text-sm text-quiet">
            <Badge>{order.state}</Badge>
            {order.payment && <Badge>{order.payment}</Badge>}
            {order.placed}
          </p>
          {order.confirmation && <p>{order.confirmation}</p>}
          {order.shipments.map(({ number, url, text, parcels }) => (
            <div key={number} className="grid gap-2">
              <p>
                {url ? (
                  <a href={url} rel="noreferrer" className="font-semibold underline underline-offset-4">
                    {text}
                  </a>
                ) : (
                  text
                )}
              </p>
              {parcels.length > 0 && <ParcelSteps parcels={parcels} title={order.stepsTitle} />}
            </div>
          ))}
          <ul className="numerals text-sm">
            {order.lines.map((line) => (
              <li key={line.id} className="mt-1">
                {line.text}
                {line.promises.length > 0 && <span className="block text-quiet">{line.promises.join(' · ')}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
