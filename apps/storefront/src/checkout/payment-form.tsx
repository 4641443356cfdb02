'use client'

import { useEffect, useRef, useState } from 'react'
import { buttonClass } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import { Notice } from '#ui/notice.tsx'
import type { CardChoice, PayChoice } from './actions.ts'
import { BankAtWork } from './bank-at-work.tsx'
import { OwnCards, SaveCard, type CardChoiceTexts, type OwnCard } from './card-choice.tsx'
import type { PayStep } from './pay-step.ts'
import { endedAt } from './ended-at.ts'
import { besidesCard, proposed, type Payer } from './payer.ts'
import { PaymentFields, type PaymentFieldsTexts } from './payment-fields.tsx'
import { usePaymentElement, type FormSource } from './use-payment-element.ts'

export interface PaymentTexts extends CardChoiceTexts, PaymentFieldsTexts {
  pay: string
  paying: string
  confirming: string
  declined: string
  another: string
  slow: string
  underWay: string
  underWayText: string
  offline: string
  terms: string
  later: string
  noScript: string
}

interface Props extends FormSource {
  /** Begins the payment, or goes on with the one that was begun. */
  begin: (choice: PayChoice) => Promise<PayStep>
  /** After the browser confirmed: how it stands. */
  finish: () => Promise<PayStep>
  /** What of it the card pays, in the currency's smallest unit; 0: a gift card pays all. */
  amount: { currency: string; minor: number }
  /** It is ordered now and paid by bill: no card is asked for. */
  onAccount: boolean
  /** Their own cards, the usual one first. */
  cards: readonly OwnCard[]
  /** The one of them that is chosen at first; null: another. */
  chosenCard: string | null
  /** It was said before that the card is to be kept. */
  keepCard: boolean
  /** The card can be kept for the next purchase. */
  savable: boolean
  /** The card is only charged when the goods leave. */
  captureLater: boolean
  /** Who pays, as far as it is known. */
  payer: Payer | null
  /** Where the bank sends the shopper back to. */
  returnPath: string
  /** The page that it stands on, to be seen anew when a bank that takes days has said no. */
  stayPath: string
  /** Why the last try went wrong, of a payment that goes on here. */
  declined: string | null
  texts: PaymentTexts
}

interface Problem {
  title?: string
  text?: string
  /** The articles are still held: another try is worth it. */
  again?: boolean
}

/** What can be kept for the next purchase: cards, from wherever they come. */
const cardTypes = new Set(['card', 'google_pay', 'apple_pay'])

/**
 * Stripe's Payment Element and the button. The order is placed first (stock held, total agreed), then the browser
 * confirms with Stripe, then the API is asked how it stands. A second press, a second try with another card and a
 * return by the back button all go on with the same payment.
 */
export function PaymentForm({
  begin,
  finish,
  amount,
  onAccount,
  cards,
  chosenCard,
  keepCard,
  savable,
  captureLater,
  payer,
  returnPath,
  stayPath,
  declined,
  texts,
  ...source
}: Props) {
  const [phase, setPhase] = useState<'idle' | 'paying' | 'confirming'>('idle')
  const [problem, setProblem] = useState<Problem | null>(declined ? { title: declined, again: true } : null)
  const [underWay, setUnderWay] = useState(false)
  const busy = useRef(false)
  const [choice, setChoice] = useState<NonNullable<CardChoice>>({ savedCard: chosenCard, saveCard: keepCard })
  const free = onAccount || amount.minor === 0
  const told = useRef<HTMLDivElement>(null)
  const opening = () => ({
    group: {
      mode: 'payment' as const,
      amount: amount.minor,
      currency: amount.currency.toLowerCase(),
      ...(captureLater ? { captureMethod: 'manual' as const, setupFutureUsage: 'off_session' as const } : {}),
    },
    element: { defaultValues: proposed(payer) },
  })
  const element = usePaymentElement({ ...source, opening, none: free, anew: captureLater })
  const keepable = savable && cardTypes.has(element.type)
  const saveCard = choice.saveCard && keepable
  // what is reserved now, or kept for later, the bank must know of when it looks at the card
  const forLater = captureLater || saveCard

  // The button stands at the phone's lower edge, the message above the card: it must not be missed.
  useEffect(() => {
    if (problem || underWay) told.current?.scrollIntoView({ block: 'center', behavior: 'smooth' })
  }, [problem, underWay])

  const { current, state } = element
  useEffect(() => {
    void current()?.group.update({
      amount: amount.minor,
      currency: amount.currency.toLowerCase(),
      setupFutureUsage: forLater ? 'off_session' : null,
    })
  }, [amount.minor, amount.currency, forLater, state])

  async function pay() {
    const form = current()
    if (busy.current || !(form || free)) return
    busy.current = true
    setProblem(null)
    setPhase('paying')
    try {
      const left = await run(form)
      if (left) return
    } catch {
      setProblem({ text: navigator.onLine ? texts.slow : texts.offline })
    }
    busy.current = false
    setPhase('idle')
  }

  /** True when the page is being left for the order. */
  async function run(form: ReturnType<typeof current>): Promise<boolean> {
    const { type } = element
    if (form && !choice.savedCard) {
      // the sheet of a wallet opens here: nothing may be waited for before, since the shopper must have clicked just now
      const { error: incomplete } = await form.group.submit()
      if (incomplete) {
        setProblem({ text: incomplete.message ?? texts.declined })
        return false
      }
    }
    const chosen: PayChoice = onAccount
      ? 'onAccount'
      : savable || cards.length > 0
        ? { savedCard: choice.savedCard, saveCard }
        : null
    const placed = await begin(chosen)
    if (placed.kind !== 'confirm' || !form) return settle(placed)
    // From here on it is the bank that is waited for, in a window of its own if it asks for 3-D Secure, or on a page of its own.
    setPhase('confirming')
    const { clientSecret, savedMethod } = placed
    const back = { return_url: new URL(returnPath, location.origin).href }
    const { error } = savedMethod
      ? await form.provider.confirmPayment({
          clientSecret,
          confirmParams: { ...back, payment_method: savedMethod },
          redirect: 'if_required',
        })
      : await form.provider.confirmPayment({
          elements: form.group,
          clientSecret,
          confirmParams: { ...back, ...besidesCard(payer, type) },
          redirect: 'if_required',
        })
    const standing = await finish()
    // Another tab has left this payment, and begun another one: what that waits for was not confirmed here.
    if (standing.kind === 'confirm' && standing.clientSecret !== clientSecret)
      return settle({ kind: 'ended', how: 'failed' })
    // "Already succeeded" is an error to Stripe and good news to us, and one that was withdrawn meanwhile is declined: the API knows which.
    if (error && standing.kind === 'confirm') {
      const text = error.message ?? texts.declined
      // 3-D Secure has failed: our own sentence says that nothing was charged
      if (error.code === 'payment_intent_authentication_failure') return settle(standing)
      if (error.type !== 'card_error') setProblem({ text })
      // What the bank says of a plain no is what our own sentence says.
      else if (error.decline_code === 'generic_decline') setProblem({ title: texts.declined, again: true })
      else setProblem({ title: texts.declined, text, again: true })
      return false
    }
    return settle(standing)
  }

  function settle(step: PayStep): boolean {
    if (step.kind === 'ordered') {
      location.replace(step.href)
      return true
    }
    if (step.kind === 'ended') {
      location.replace(endedAt(stayPath, step.how))
      return true
    }
    if (step.kind === 'processing') {
      setUnderWay(true)
      // what the page offers beside it is not to be had any more
      location.replace(stayPath)
      return true
    }
    if (step.kind === 'refused') setProblem({ text: step.problem || texts.declined })
    else setProblem({ title: step.declined ?? texts.declined, again: true })
    return false
  }

  if (underWay) return <BankAtWork ask={finish} back={stayPath} texts={texts} />
  const choosing = { cards: free ? [] : cards, savable: keepable, choice, onChoose: setChoice, texts }
  const working = phase !== 'idle'
  return (
    <form
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        void pay()
      }}
    >
      <noscript>
        <Notice tone="caution">{texts.noScript}</Notice>
      </noscript>
      <div ref={told} className="empty:hidden">
        {problem && (
          <Notice tone="stop" {...(problem.title ? { title: problem.title } : {})}>
            {problem.text && <p>{problem.text}</p>}
            {problem.again && <p className="mt-1">{texts.another}</p>}
          </Notice>
        )}
      </div>
      <OwnCards {...choosing} />
      {!free && <PaymentFields element={element} working={working} hidden={choice.savedCard !== null} texts={texts} />}
      {!free && <SaveCard {...choosing} />}
      <div
        data-buy-bar
        className="max-md:fixed max-md:inset-x-0 max-md:bottom-0 max-md:z-30 max-md:border-t max-md:border-line max-md:bg-sheet max-md:px-4 max-md:pt-3 max-md:pb-[calc(0.75rem+env(safe-area-inset-bottom))]"
      >
        <button
          type="submit"
          disabled={state !== 'ready'}
          aria-disabled={working}
          aria-busy={working}
          className={buttonClass('signal', 'large', 'w-full md:w-auto md:px-12')}
        >
          <Icon name="lock" size={20} />
          {phase === 'paying' ? texts.paying : phase === 'confirming' ? texts.confirming : texts.pay}
        </button>
      </div>
      <p className="text-sm text-quiet">
        {captureLater ? `${texts.later} ` : ''}
        {texts.terms}
      </p>
    </form>
  )
}
