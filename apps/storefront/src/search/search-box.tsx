'use client'

import { useEffect, useId, useRef, useState } from 'react'
import { Icon } from '#ui/icon.tsx'
import { Picture, tintOf } from '#ui/picture.tsx'
import type { Suggestion } from './suggestion.ts'

interface Props {
  action: string
  suggestHref: string
  texts: { label: string; placeholder: string; submit: string; none: string }
  /** The page's own search, shown in the field. */
  query?: string
  focus?: boolean
}

/** A search form that works by itself, and with script says while one types what there is. */
export function SearchBox({ action, suggestHref, texts, query = '', focus }: Props) {
  const [text, setText] = useState(query)
  const [found, setFound] = useState<Suggestion[]>([])
  const [active, setActive] = useState(-1)
  const [open, setOpen] = useState(false)
  const id = useId()
  const typed = useRef(false)

  useEffect(() => {
    const wanted = text.trim()
    if (!typed.current || wanted.length < 2) return
    const stop = new AbortController()
    const timer = setTimeout(() => {
      fetch(`${suggestHref}?q=${encodeURIComponent(wanted)}`, { signal: stop.signal })
        .then((response) => (response.ok ? (response.json() as Promise<Suggestion[]>) : []))
        .then((suggestions) => {
          setFound(suggestions)
          setActive(-1)
        })
        // Offline, or overtaken by the next letter: the form itself still works.
        .catch(() => undefined)
    }, 120)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [text, suggestHref])

  const shown = open && text.trim().length >= 2 && found.length > 0
  return (
    <form
      action={action}
      role="search"
      className="relative w-full"
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setOpen(false)}
      onSubmit={(event) => {
        const chosen = found[active]
        if (!shown || !chosen) return
        event.preventDefault()
        location.href = chosen.href
      }}
    >
      <div className="flex h-12 items-stretch rounded-md border-[1.5px] border-edge bg-sheet focus-within:border-ink">
        <input
          type="search"
          name="q"
          value={text}
          autoFocus={focus}
          onChange={(event) => {
            typed.current = true
            setText(event.target.value)
            setOpen(true)
          }}
          onFocus={() => setOpen(true)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setOpen(false)
            if (!shown || !/^Arrow(Down|Up)$/.test(event.key)) return
            event.preventDefault()
            setActive((now) => Math.max(-1, Math.min(found.length - 1, now + (event.key === 'ArrowDown' ? 1 : -1))))
          }}
          maxLength={100}
          placeholder={texts.placeholder}
          aria-label={texts.label}
          role="combobox"
          aria-expanded={shown}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
          autoComplete="off"
          enterKeyHint="search"
          className="min-w-0 flex-1 bg-transparent px-4 text-base outline-none placeholder:text-quiet"
        />
        <button type="submit" aria-label={texts.submit} className="grid w-12 place-items-center">
          <Icon name="search" size={22} />
        </button>
      </div>
      <ul
        id={`${id}-list`}
        role="listbox"
        aria-label={texts.label}
        hidden={!shown}
        className="rise absolute inset-x-0 top-full z-50 mt-1 max-h-[70vh] overflow-y-auto rounded-md border border-line bg-sheet py-1 shadow-lift"
      >
        {found.map((entry, i) => (
          <li key={entry.href} role="option" id={`${id}-${i}`} aria-selected={i === active}>
            <a
              href={entry.href}
              tabIndex={-1}
              className={`flex min-h-12 items-center gap-3 px-4 py-1.5 hover:bg-well ${i === active ? 'bg-well' : ''}`}
            >
              {entry.kind === 'product' ? (
                <span className={`size-10 shrink-0 rounded-sm p-1 ${tintOf(entry.image ?? entry.sku ?? '')}`}>
                  <Picture media={entry.image} alt="" sizes="40px" />
                </span>
              ) : (
                <Icon
                  name={entry.kind === 'category' ? 'grid' : 'search'}
                  size={20}
                  className="mx-2.5 shrink-0 text-quiet"
                />
              )}
              <span className="min-w-0 flex-1 truncate">{entry.text}</span>
              <span className="numerals shrink-0 text-sm text-quiet">{entry.note}</span>
            </a>
          </li>
        ))}
      </ul>
    </form>
  )
}
