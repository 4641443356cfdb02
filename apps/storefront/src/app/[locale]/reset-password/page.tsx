import type { Metadata } from 'next'
import { CredentialForm } from '#account/credential-form.tsx'
import { NarrowPage, textLink } from '#account/narrow-page.tsx'
import { one, type SearchParams } from '#catalog/listing-query.ts'
import { getTo } from '#i18n/paths.ts'
import { getMessages } from '#i18n/request.ts'
import { ShopLink } from '#ui/link.tsx'
import { Notice } from '#ui/notice.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getMessages()).reset.title, robots: { index: false }, referrer: 'same-origin' }
}

export default async function ResetPasswordPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [params, to, { reset: t }] = await Promise.all([searchParams, getTo(), getMessages()])
  const token = one(params.token)
  // The link of the mail leads here.
  if (token)
    return (
      <NarrowPage title={t.newTitle} text={t.newText}>
        <CredentialForm
          what="newPassword"
          fields={[
            {
              name: 'password',
              label: t.password,
              type: 'password',
              autoComplete: 'new-password',
              hint: t.passwordHint,
            },
          ]}
          hidden={{ token }}
          submit={t.save}
          busy={t.busy}
        />
        <p className="mt-6">
          <ShopLink href={to('/reset-password')} className={textLink}>
            {t.anotherLink}
          </ShopLink>
        </p>
      </NarrowPage>
    )
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
