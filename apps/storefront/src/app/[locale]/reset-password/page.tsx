import type { Metadata } from 'next'
import { CredentialForm } from '#account/credential-form.tsx'
import { NarrowPage } from '#account/narrow-page.tsx'
import { one, type SearchParams } from '#catalog/listing-query.ts'
import { getMessages } from '#i18n/request.ts'
import { Notice } from '#ui/notice.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getMessages()).reset.title, robots: { index: false } }
}

export default async function ResetPasswordPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [params, { reset: t }] = await Promise.all([searchParams, getMessages()])
  return (
    <NarrowPage title={t.title} text={t.text}>
      {one(params.sent) === '1' ? (
        <Notice tone="good">{t.sent}</Notice>
      ) : (
        <CredentialForm
          what="resetRequest"
          fields={[{ name: 'email', label: t.email, type: 'email', autoComplete: 'username' }]}
          submit={t.submit}
          busy={t.busy}
        />
      )}
    </NarrowPage>
  )
}
