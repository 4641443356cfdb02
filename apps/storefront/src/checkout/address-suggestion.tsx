import { getMessages, getT } from '#i18n/request.ts'
import { getWriting } from '#i18n/writing.ts'
import { readAddressSuggestion, type Checkout } from '#lib/shop/checkout.ts'
import { Notice } from '#ui/notice.tsx'
import { AddressText } from './address-text.tsx'
import { SuggestionForm } from './suggestion-form.tsx'

const fields = [
  'company',
  'firstName',
  'lastName',
  'street',
  'street2',
  'city',
  'region',
  'postalCode',
  'countryCode',
  'phone',
] as const

/** "Did you mean …?": the address as the carrier would write it. Whoever goes on without it keeps their own. */
export async function AddressSuggestion({ checkout }: { checkout: Checkout }) {
  const [writing, t, { checkoutForm }, suggestion] = await Promise.all([
    getWriting(),
    getT('checkout'),
    getMessages(),
    readAddressSuggestion(checkout.id),
  ])
  if (!suggestion) return null
  return (
    <Notice tone="caution" title={t('didYouMean')}>
      <AddressText address={suggestion} writing={writing} />
      <SuggestionForm
        checkoutId={checkout.id}
        values={Object.fromEntries(fields.map((name) => [name, suggestion[name] ?? '']))}
        texts={{ take: t('takeSuggestion'), taking: checkoutForm.saving }}
      />
      <p className="mt-2 text-sm">{t('leaveSuggestion')}</p>
    </Notice>
  )
}
