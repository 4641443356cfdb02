'use client'

import { usePathname } from 'next/navigation'
import { localPath, splitPath, type Locale } from '#i18n/locales.ts'
import { Icon } from '#ui/icon.tsx'

const year = 60 * 60 * 24 * 365

/** Light or dark, kept in a cookie so that the server writes it into the first byte of the next page. */
export function ThemeToggle({ label }: { label: string }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className="grid size-11 place-items-center rounded-md hover:bg-well"
      onClick={() => {
        const root = document.documentElement
        const dark = root.dataset.theme
          ? root.dataset.theme === 'dark'
          : matchMedia('(prefers-color-scheme: dark)').matches
        root.dataset.theme = dark ? 'light' : 'dark'
        document.cookie = `theme=${root.dataset.theme};path=/;max-age=${year};samesite=lax`
      }}
    >
      <Icon name="contrast" size={20} />
    </button>
  )
}

/** The same page in the other language. A plain link: the whole document changes its language. */
export function LanguageLink({ to, label, short }: { to: Locale; label: string; short: string }) {
  const { path } = splitPath(usePathname())
  const href = localPath(to, path)
  return (
    <a
      href={href}
      hrefLang={to}
      lang={to}
      title={label}
      aria-label={label}
      className="grid h-11 min-w-11 place-items-center rounded-md px-2 text-sm font-semibold hover:bg-well"
      onClick={(event) => {
        if (!location.search) return
        event.preventDefault()
        location.href = href + location.search
      }}
    >
      {short}
    </a>
  )
}
