import { AddressText } from '#checkout/address-text.tsx'
import { getTo } from '#i18n/paths.ts'
import { getT } from '#i18n/request.ts'
import { getWriting } from '#i18n/writing.ts'
import { readAddresses } from '#lib/shop/customer.ts'
import { Badge } from '#ui/badge.tsx'
import { buttonClass } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import { ShopLink } from '#ui/link.tsx'
import { DeedForm } from './deed-form.tsx'

/** One's own addresses, to change and remove, and the company's, to read. */
export async function AddressBook() {
  const [writing, to, t, addresses] = await Promise.all([getWriting(), getTo(), getT('account'), readAddresses()])
  const link =
    'inline-flex min-h-11 items-center text-sm font-semibold underline decoration-line decoration-2 underline-offset-4 hover:decoration-signal'
  return (
    <div className="grid gap-3">
      {addresses.length === 0 && <p className="text-quiet">{t('noAddresses')}</p>}
      {addresses.map((address) => (
        <div key={address.id} className="rounded-lg bg-sheet p-5">
          <AddressText address={address} writing={writing} />
          <div className="mt-2 flex flex-wrap gap-2">
            {address.defaultShipping && <Badge>{t('defaultShipping')}</Badge>}
            {address.defaultBilling && <Badge>{t('defaultBilling')}</Badge>}
            {!address.own && <Badge>{t('company')}</Badge>}
          </div>
          {address.own && (
            <div className="mt-2 flex gap-5">
              <ShopLink href={to(`/account/addresses/${address.id}`)} className={link}>
                {t('edit')}
              </ShopLink>
              <DeedForm what="removeAddress">
                <input type="hidden" name="id" value={address.id} />
                <button type="submit" className={link}>
                  {t('remove')}
                </button>
              </DeedForm>
            </div>
          )}
        </div>
      ))}
      <ShopLink href={to('/account/addresses/new')} className={buttonClass('line', 'medium', 'justify-self-start')}>
        <Icon name="plus" size={18} /> {t('newAddress')}
      </ShopLink>
    </div>
  )
}
