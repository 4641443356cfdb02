import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { CredentialForm } from '#account/credential-form.tsx'
import { NarrowPage, textLink } from '#account/narrow-page.tsx'
import { one, type SearchParams } from '#catalog/listing-query.ts'
import { getTo } from '#i18n/paths.ts'
import { getMessages } from '#i18n/request.ts'
import { ShopLink } from '#ui/link.tsx'
import { Notice } from '#ui/notice.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getMessages()).confirm.title, robots: { index: false }, referrer: 'same-origin' }
}

/** Where the mail of a registration leads. A press confirms, not the visit: programs that look at mails visit their links, too. */
export default async function ConfirmEmailPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [params, to, { confirm: t }] = await Promise.all([searchParams, getTo(), getMessages()])
  const token = one(params.token)
  const confirmed = one(params.confirmed) === '1'
  if (!token && !confirmed) redirect(to('/account'))
  return (
    <NarrowPage title={t.title} text={confirmed ? undefined : t.text}>
      {confirmed ? (
        <>
          <Notice tone="good">{t.done}</Notice>
          <p className="mt-6">
            <ShopLink href={to('/account')} className={textLink}>
              {t.goOn}
            </ShopLink>
          </p>
        </>
      ) : (
        <CredentialForm what="customerUserConfirm" fields={[]} hidden={{ token }} submit={t.submit} busy={t.busy} />
      )}
    </NarrowPage>
  )
}
