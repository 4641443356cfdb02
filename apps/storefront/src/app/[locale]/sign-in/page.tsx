import type { Metadata } from 'next'
import { CredentialForm } from '#account/credential-form.tsx'
import { NarrowPage, textLink } from '#account/narrow-page.tsx'
import { one, type SearchParams } from '#catalog/listing-query.ts'
import { getTo } from '#i18n/paths.ts'
import { getMessages } from '#i18n/request.ts'
import { ShopLink } from '#ui/link.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getMessages()).signIn.title, robots: { index: false } }
}

export default async function SignInPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [params, to, { signIn: t }] = await Promise.all([searchParams, getTo(), getMessages()])
  const next = one(params.next) ? `?next=${encodeURIComponent(one(params.next))}` : ''
  return (
    <NarrowPage title={t.title} text={t.text}>
      <CredentialForm
        what="signIn"
        fields={[
          { name: 'email', label: t.email, type: 'email', autoComplete: 'username' },
          { name: 'password', label: t.password, type: 'password', autoComplete: 'current-password' },
        ]}
        hidden={{ next: one(params.next) }}
        submit={t.submit}
        busy={t.busy}
      />
      <p className="mt-6">
        <ShopLink href={to('/reset-password')} className={textLink}>
          {t.forgot}
        </ShopLink>
      </p>
      <p className="mt-3">
        {t.new}{' '}
        <ShopLink href={to('/register') + next} className={textLink}>
          {t.register}
        </ShopLink>
      </p>
    </NarrowPage>
  )
}
