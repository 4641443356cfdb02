'use client'

import { usePathname } from 'next/navigation'
import { splitPath } from '#i18n/locales.ts'
import { Button, buttonClass } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'

/** Stands here and not in messages/*.json: when the server fails, the texts must already be in the browser. */
const texts = {
  en: {
    title: 'This did not work',
    text: 'Our shop could not answer just now. Nothing of your cart is lost; please try once more.',
    again: 'Try again',
    home: 'To the start page',
    id: 'If it stays like this, tell us this number:',
  },
  de: {
    title: 'Das hat nicht geklappt',
    text: 'Unser Shop konnte gerade nicht antworten. Ihr Warenkorb ist unverändert; bitte versuchen Sie es noch einmal.',
    again: 'Noch einmal versuchen',
    home: 'Zur Startseite',
    id: 'Wenn es so bleibt, nennen Sie uns diese Nummer:',
  },
}

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const { locale } = splitPath(usePathname())
  const t = texts[locale]
  return (
    <EmptyState icon="alert" title={t.title} text={t.text}>
      <Button
        look="signal"
        onClick={() => {
          reset()
          location.reload()
        }}
      >
        {t.again}
      </Button>
      <a href={locale === 'en' ? '/' : `/${locale}`} className={buttonClass('line')}>
        {t.home}
      </a>
      {error.digest && (
        <p className="w-full text-sm text-quiet">
          {t.id} <code className="font-semibold text-ink">{error.digest}</code>
        </p>
      )}
    </EmptyState>
  )
}
