import type { Metadata } from 'next'
import { getTo } from '#i18n/paths.ts'
import { getT } from '#i18n/request.ts'
import { buttonClass } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'

export const metadata: Metadata = { robots: { index: false } }

/** What the service worker shows for a page that was never visited, while there is no network. */
export default async function OfflinePage() {
  const [to, t] = await Promise.all([getTo(), getT('offline')])
  return (
    <EmptyState icon="offline" title={t('title')} text={t('text')}>
      <a href="" className={buttonClass('signal')}>
        {t('again')}
      </a>
      <a href={to('/')} className={buttonClass('line')}>
        {t('home')}
      </a>
    </EmptyState>
  )
}
