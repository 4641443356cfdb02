import { RadioRow } from '#ui/radio-row.tsx'
import type { CardChoice } from './actions.ts'

export interface OwnCard {
  id: string
  text: string
}

export interface CardChoiceTexts {
  ownCards: string
  otherCard: string
  saveCard: string
}

interface Props {
  cards: readonly OwnCard[]
  savable: boolean
  choice: NonNullable<CardChoice>
  onChoose: (choice: NonNullable<CardChoice>) => void
  texts: CardChoiceTexts
}

/** Which of one's saved cards to pay with, or another one. */
export function OwnCards({ cards, choice, onChoose, texts }: Props) {
  if (cards.length === 0) return null
  const options = [...cards, { id: null, text: texts.otherCard }]
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2 text-sm font-semibold">{texts.ownCards}</legend>
      {options.map(({ id, text }) => (
        <RadioRow
          key={id}
          name="ownCard"
          checked={choice.savedCard === id}
          onChange={() => onChoose({ savedCard: id, saveCard: id ? false : choice.saveCard })}
        >
          <span className="numerals">{text}</span>
        </RadioRow>
      ))}
    </fieldset>
  )
}

/** Whether the card that is typed is kept for the next purchase. */
export function SaveCard({ savable, choice, onChoose, texts }: Props) {
  if (!savable || choice.savedCard) return null
  return (
    <label className="flex min-h-11 items-center gap-3 text-sm">
      <input
        type="checkbox"
        className="size-5 accent-ink"
        checked={choice.saveCard}
        onChange={(event) => onChoose({ savedCard: null, saveCard: event.currentTarget.checked })}
      />
      {texts.saveCard}
    </label>
  )
}
