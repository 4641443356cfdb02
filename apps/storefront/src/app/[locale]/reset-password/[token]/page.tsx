import type { Metadata } from 'next'
import { CredentialForm } from '#account/credential-form.tsx'
import { NarrowPage } from '#account/narrow-page.tsx'
import { getMessages } from '#i18n/request.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getMessages()).reset.newTitle, robots: { index: false }, referrer: 'same-origin' }
}

export default async function NewPasswordPage({ params }: { params: Promise<{ token: string }> }) {
  const [{ token }, { reset: t }] = await Promise.all([params, getMessages()])
  return (
    <NarrowPage title={t.newTitle} text={t.newText}>
      <CredentialForm
        what="newPassword"
        fields={[
          { name: 'password', label: t.password, type: 'password', autoComplete: 'new-password', hint: t.passwordHint },
        ]}
        hidden={{ token }}
        submit={t.save}
        busy={t.busy}
      />
    </NarrowPage>
  )
}
