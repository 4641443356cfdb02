import { getT } from '#i18n/request.ts'
import { readCards } from '#lib/shop/customer.ts'
import { Badge } from '#ui/badge.tsx'
import { cardText } from './card-text.ts'
import { DeedForm } from './deed-form.tsx'

/** The cards that a person has saved, to prefer and to remove; nothing where there are none. */
export async function SavedCards() {
  const [t, cards] = await Promise.all([getT('account'), readCards()])
  if (cards.length === 0) return null
  const link =
    'inline-flex min-h-11 items-center text-sm font-semibold underline decoration-line decoration-2 underline-offset-4 hover:decoration-signal'
  return (
    <section aria-labelledby="cards">
      <h2 id="cards" className="text-h2 mb-4">
        {t('cards')}
      </h2>
      <ul className="grid gap-3">
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
    </section>
  )
}
