'use client'

import { usePathname } from 'next/navigation'
import { splitPath } from '#i18n/locales.ts'

const texts = {
  en: {
    title: 'This did not work',
    text: 'Our shop could not answer just now. Nothing of your cart is lost; please load the page again.',
    again: 'Load again',
  },
  de: {
    title: 'Das hat nicht geklappt',
    text: 'Unser Shop konnte gerade nicht antworten. Ihr Warenkorb ist unverändert; bitte laden Sie die Seite neu.',
    again: 'Neu laden',
  },
}

/** The last net, when even the layout failed: no styles, no texts from anywhere. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  const { locale } = splitPath(usePathname() ?? '/')
  const t = texts[locale]
  return (
    <html lang={locale}>
      <body
        style={{
          fontFamily: 'system-ui',
          maxWidth: '30rem',
          margin: '15vh auto',
          padding: '1rem',
          background: '#f5f1e8',
          color: '#1f1c17',
        }}
      >
        <h1>{t.title}</h1>
        <p>{t.text}</p>
        <p>
          <a href="" style={{ color: 'inherit', fontWeight: 600 }}>
            {t.again}
          </a>
        </p>
        {error.digest && <p>{error.digest}</p>}
      </body>
    </html>
  )
}
