import { getT } from '#i18n/request.ts'
import { getWriting } from '#i18n/writing.ts'
import { readAddressSuggestion, type Checkout } from '#lib/shop/checkout.ts'
import { buttonClass } from '#ui/button.tsx'
import { Notice } from '#ui/notice.tsx'
import { takeSuggestion } from './actions.ts'
import { AddressText } from './address-text.tsx'

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
  const [writing, t, suggestion] = await Promise.all([
    getWriting(),
    getT('checkout'),
    readAddressSuggestion(checkout.id),
  ])
  if (!suggestion) return null
  return (
    <Notice tone="caution" title={t('didYouMean')}>
      <AddressText address={suggestion} writing={writing} />
      <form action={takeSuggestion} className="mt-3">
        <input type="hidden" name="checkoutId" value={checkout.id} />
        {fields.map((name) => (
          <input key={name} type="hidden" name={name} value={suggestion[name] ?? ''} />
        ))}
        <button type="submit" className={buttonClass('line', 'medium')}>
          {t('takeSuggestion')}
        </button>
      </form>
      <p className="mt-2 text-sm">{t('leaveSuggestion')}</p>
    </Notice>
  )
}
