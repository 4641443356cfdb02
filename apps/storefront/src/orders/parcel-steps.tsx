import type { ParcelView } from './parcel-view.ts'

/** Parcels with their numbers, how far they are, and where they have been: of one parcel at once, of several when somebody wants to know. */
export function ParcelSteps({ parcels, title }: { parcels: readonly ParcelView[]; title: string }) {
  return (
    <ul className="grid gap-3 text-sm">
      {parcels.map(({ number, url, status, steps }) => (
        <li key={number}>
          <p className="flex flex-wrap items-baseline gap-x-3">
            {url ? (
              <a href={url} rel="noreferrer" className="numerals font-semibold break-all underline underline-offset-4">
                {number}
              </a>
            ) : (
              <span className="numerals font-semibold break-all">{number}</span>
            )}
            {status && <span>{status}</span>}
          </p>
          {steps.length > 0 && parcels.length === 1 && <Steps steps={steps} title={title} />}
          {steps.length > 0 && parcels.length > 1 && (
            <details>
              <summary className="flex min-h-9 w-fit items-center font-medium underline decoration-line decoration-2 underline-offset-4">
                {title}
              </summary>
              <Steps steps={steps} title={`${title}: ${number}`} />
            </details>
          )}
        </li>
      ))}
    </ul>
  )
}

function Steps({ steps, title }: { steps: ParcelView['steps']; title: string }) {
  return (
    <ol aria-label={title} className="mt-3 ml-1 border-l-2 border-line">
      {steps.map(({ id, when, what, where, carrier }, at) => (
        <li key={id} className="relative pb-3 pl-5 last:pb-0">
          <span
            aria-hidden="true"
            className={`absolute top-1.5 -left-[5px] size-2 rounded-full ${at === 0 ? 'bg-ink' : 'bg-quiet'}`}
          />
          <p className={at === 0 ? 'font-semibold' : undefined}>{what}</p>
          <p className="numerals text-quiet">{[when, where].filter(Boolean).join(' · ')}</p>
          {carrier && (
            <p>
              {carrier.by} <span lang="en">{carrier.words}</span>
            </p>
          )}
        </li>
      ))}
    </ol>
  )
}
