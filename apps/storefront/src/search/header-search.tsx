'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import type { ComponentProps } from 'react'
import { splitPath } from '#i18n/locales.ts'
import { SearchBox } from './search-box.tsx'

/** The search of every page; on that of results it holds what they were searched by. */
export function HeaderSearch(props: Omit<ComponentProps<typeof SearchBox>, 'query' | 'focus'>) {
  const { path } = splitPath(usePathname())
  const asked = useSearchParams().get('q') ?? ''
  const query = path === '/search' ? asked.slice(0, 100) : ''
  return <SearchBox key={query} query={query} {...props} />
}
