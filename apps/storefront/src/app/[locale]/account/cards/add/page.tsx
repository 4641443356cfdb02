import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { AddCardForm } from '#account/add-card-form.tsx'
import { saveCard } from '#account/card-actions.ts'
import { NarrowPage } from '#account/narrow-page.tsx'
import { one, type SearchParams } from '#catalog/listing-query.ts'
import { getTo } from '#i18n/paths.ts'
import { getMessages, getT } from '#i18n/request.ts'
import { getWriting } from '#i18n/writing.ts'
import { readCustomer } from '#lib/shop/customer.ts'
import { readWebsite } from '#lib/shop/website.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getT('account')
  return { title: t('addCard'), robots: { index: false }, referrer: 'same-origin' }
}

/** A card that the payment service keeps for a person; a bank whose page asks first sends them back to here. */
export default async function AddCardPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [params, customer, { payment, defaultCurrency }, messages, writing, t, to] = await Promise.all([
    searchParams,
    readCustomer(),
    readWebsite(),
    getMessages(),
    getWriting(),
    getT('account'),
    getTo(),
  ])
  if (!customer) redirect(to('/sign-in?next=/account/cards/add'))
  if (!payment.saveCards) redirect(to('/account'))
  const back = one(params.setup_intent)
  const saved = back ? await saveCard(back) : null
  if (saved?.kind === 'saved') redirect(saved.href)
  return (
    <NarrowPage title={t('addCard')} text={t('noCardsText')}>
      <AddCardForm
        publishableKey={payment.publishableKey}
        scriptUrl={payment.scriptUrl ?? null}
        locale={writing.locale}
        currency={defaultCurrency.toLowerCase()}
        payer={{ name: `${customer.firstName} ${customer.lastName}`, email: customer.email }}
        returnPath={to('/account/cards/add')}
        declined={saved ? messages.declines.setup_intent_authentication_failure : null}
        texts={messages.cardForm}
      />
    </NarrowPage>
  )
}
