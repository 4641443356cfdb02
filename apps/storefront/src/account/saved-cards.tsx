import { getT } from '#i18n/request.ts'
import { getTo } from '#i18n/paths.ts'
import { readCards } from '#lib/shop/customer.ts'
import { readWebsite } from '#lib/shop/website.ts'
import { Badge } from '#ui/badge.tsx'
import { buttonClass } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import { ShopLink } from '#ui/link.tsx'
import { cardText } from './card-text.ts'
import { DeedForm } from './deed-form.tsx'

/** The cards that a person has saved, to prefer and to remove, and a way to add one; nothing where there are none and the shop keeps none. */
export async function SavedCards() {
  const [t, cards, { payment }, to] = await Promise.all([getT('account'), readCards(), readWebsite(), getTo()])
  if (cards.length === 0 && !payment.saveCards) return null
  const link =
    'inline-flex min-h-11 items-center text-sm font-semibold underline decoration-line decoration-2 underline-offset-4 hover:decoration-signal'
  return (
    <section aria-labelledby="cards">
      <h2 id="cards" className="text-h2 mb-4">
        {t('cards')}
      </h2>
      {cards.length === 0 && <p className="text-quiet">{t('noCardsText')}</p>}
      <ul className="grid gap-3 empty:hidden">
        {cards.map((card) => (
          <li key={card.id} className="rounded-lg bg-sheet p-5">
            <span className="numerals font-semibold">{cardText(card)}</span>
            {card.isDefault && (
              <span className="ml-3">
                <Badge>{t('usualCard')}</Badge>
              </span>
            )}
            <div className="mt-1 flex gap-5">
              {!card.isDefault && (
                <DeedForm what="preferCard">
                  <input type="hidden" name="id" value={card.id} />
                  <button type="submit" className={link}>
                    {t('preferCard')}
                  </button>
                </DeedForm>
              )}
              <DeedForm what="removeCard">
                <input type="hidden" name="id" value={card.id} />
                <button type="submit" className={link}>
                  {t('remove')}
                </button>
              </DeedForm>
            </div>
          </li>
        ))}
      </ul>
      {payment.saveCards && (
        <ShopLink href={to('/account/cards/add')} className={buttonClass('line', 'medium', 'mt-4')}>
          <Icon name="plus" size={18} /> {t('addCard')}
        </ShopLink>
      )}
    </section>
  )
}
