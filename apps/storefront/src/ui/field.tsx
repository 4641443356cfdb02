import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes } from 'react'
import { classes } from './classes.ts'
import { Icon } from './icon.tsx'

const box =
  'w-full min-h-12 rounded-md border-[1.5px] border-edge bg-sheet px-3 text-base text-ink placeholder:text-quiet ' +
  'hover:border-ink aria-invalid:border-stop aria-invalid:border-2 disabled:opacity-60'

interface Around {
  label: string
  /** Said under the label before anything is wrong. */
  hint?: string
  /** The refusal that concerns this field. */
  error?: string
  /** Said beside the label of a field that may stay empty. */
  optional?: string
  className?: string
}

function Frame({
  label,
  hint,
  error,
  optional,
  className,
  id,
  children,
}: Around & { id: string; children: ReactNode }) {
  return (
    <div className={classes('min-w-0', className)}>
      <label htmlFor={id} className="mb-1 flex items-baseline justify-between gap-2 text-sm font-semibold">
        {label}
        {optional && <span className="text-xs font-normal text-quiet">{optional}</span>}
      </label>
      {children}
      {hint && !error && (
        <p id={`${id}-hint`} className="mt-1 text-xs text-quiet">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} role="alert" className="mt-1 flex items-start gap-1.5 text-sm font-medium text-stop">
          <Icon name="alert" size={16} className="mt-0.5 shrink-0" /> {error}
        </p>
      )}
    </div>
  )
}

const described = (id: string, { hint, error }: Around) => (error ? `${id}-error` : hint ? `${id}-hint` : undefined)

type FieldProps = Around & Omit<InputHTMLAttributes<HTMLInputElement>, 'className'> & { name: string }

/** A labelled one-line input. `name` is also its id, so give it once a page. */
export function Field({ label, hint, error, optional, className, id, ...input }: FieldProps) {
  const key = id ?? input.name
  const around = { label, hint, error, optional, className }
  return (
    <Frame {...around} id={key}>
      <input
        {...input}
        id={key}
        className={box}
        aria-invalid={error ? true : undefined}
        aria-describedby={described(key, around)}
      />
    </Frame>
  )
}

type SelectProps = Around & Omit<SelectHTMLAttributes<HTMLSelectElement>, 'className'> & { name: string }

/** A labelled native select. */
export function Select({ label, hint, error, optional, className, id, children, ...select }: SelectProps) {
  const key = id ?? select.name
  const around = { label, hint, error, optional, className }
  return (
    <Frame {...around} id={key}>
      <div className="relative">
        <select
          {...select}
          id={key}
          className={classes(box, 'appearance-none pr-10')}
          aria-invalid={error ? true : undefined}
          aria-describedby={described(key, around)}
        >
          {children}
        </select>
        <Icon name="down" size={18} className="pointer-events-none absolute top-1/2 right-3 -translate-y-1/2" />
      </div>
    </Frame>
  )
}
