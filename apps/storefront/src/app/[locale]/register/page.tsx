import type { Metadata } from 'next'
import { CredentialForm } from '#account/credential-form.tsx'
import { NarrowPage, textLink } from '#account/narrow-page.tsx'
import { one, type SearchParams } from '#catalog/listing-query.ts'
import { getTo } from '#i18n/paths.ts'
import { getMessages } from '#i18n/request.ts'
import { ShopLink } from '#ui/link.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getMessages()).register.title, robots: { index: false } }
}

export default async function RegisterPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [params, to, { register: t }] = await Promise.all([searchParams, getTo(), getMessages()])
  const next = one(params.next) ? `?next=${encodeURIComponent(one(params.next))}` : ''
  return (
    <NarrowPage title={t.title} text={t.text}>
      <CredentialForm
        what="register"
        fields={[
          { name: 'firstName', label: t.firstName, autoComplete: 'given-name' },
          { name: 'lastName', label: t.lastName, autoComplete: 'family-name' },
          { name: 'company', label: t.company, autoComplete: 'organization', optional: t.optional },
          { name: 'email', label: t.email, type: 'email', autoComplete: 'email' },
          { name: 'password', label: t.password, type: 'password', autoComplete: 'new-password', hint: t.passwordHint },
        ]}
        hidden={{ next: one(params.next) }}
        submit={t.submit}
        busy={t.busy}
      />
      <p className="mt-6">
        {t.have}{' '}
        <ShopLink href={to('/sign-in') + next} className={textLink}>
          {t.signIn}
        </ShopLink>
      </p>
    </NarrowPage>
  )
}
