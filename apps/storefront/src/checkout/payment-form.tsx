'use client'

import type { Stripe, StripeElements } from '@stripe/stripe-js'
import { useEffect, useRef, useState } from 'react'
import { appearance, loadScript } from './stripe-in-page.ts'
import { buttonClass } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import { Notice } from '#ui/notice.tsx'
import type { CardChoice, PayChoice } from './actions.ts'
import { OwnCards, SaveCard, type CardChoiceTexts, type OwnCard } from './card-choice.tsx'
import type { PayStep } from './pay-step.ts'

export interface PaymentTexts extends CardChoiceTexts {
  pay: string
  paying: string
  confirming: string
  loading: string
  notLoaded: string
  retry: string
  declined: string
  another: string
  changed: string
  slow: string
  underWay: string
  underWayText: string
  offline: string
  terms: string
  later: string
  noScript: string
}

interface Props {
  /** Begins the payment, or goes on with the one that was begun. */
  begin: (choice: PayChoice) => Promise<PayStep>
  /** After the browser confirmed: how it stands. */
  finish: () => Promise<PayStep>
  publishableKey: string
  /** Where the provider's script comes from, if not from its usual place. */
  scriptUrl: string | null
  /** What of it the card pays, in the currency's smallest unit; 0: a gift card pays all. */
  amount: { currency: string; minor: number }
  /** It is ordered now and paid by bill: no card is asked for. */
  onAccount: boolean
  /** Their own cards, the usual one first. */
  cards: readonly OwnCard[]
  /** The card can be kept for the next purchase. */
  savable: boolean
  /** The card is only charged when the goods leave. */
  captureLater: boolean
  returnPath: string
  locale: 'en' | 'de'
  declined: string | null
  texts: PaymentTexts
}

type Phase = 'loading' | 'ready' | 'paying' | 'confirming' | 'failed'

/**
 * Stripe's Payment Element and the button. The order is placed first (stock held, total agreed), then the browser
 * confirms with Stripe, then the API is asked how it stands. A second press, a second try with another card and a
 * return by the back button all go on with the same payment.
 */
export function PaymentForm({
  begin,
  finish,
  publishableKey,
  scriptUrl,
  amount,
  onAccount,
  cards,
  savable,
  captureLater,
  returnPath,
  locale,
  declined,
  texts,
}: Props) {
  const [phase, setPhase] = useState<Phase>('loading')
  const [problem, setProblem] = useState<string | null>(declined)
  const [wasDeclined, setWasDeclined] = useState(declined !== null)
  const [underWay, setUnderWay] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const stripe = useRef<Stripe | null>(null)
  const elements = useRef<StripeElements | null>(null)
  const busy = useRef(false)
  // Only for the first mounting; later amounts are told to the mounted element, which keeps the card fields as they are.
  const opening = useRef(amount)
  const [attempt, setAttempt] = useState(0)
  const [choice, setChoice] = useState<NonNullable<CardChoice>>({ savedCard: cards[0]?.id ?? null, saveCard: false })
  const free = onAccount || amount.minor === 0
  // what is reserved now, or kept for later, the bank must know of when it looks at the card
  const forLater = captureLater || choice.saveCard
  const told = useRef<HTMLDivElement>(null)

  // The button stands at the phone's lower edge, the message above the card: it must not be missed.
  useEffect(() => {
    if (problem || underWay) told.current?.scrollIntoView({ block: 'center', behavior: 'smooth' })
  }, [problem, underWay])

  useEffect(() => {
    if (free) return setPhase('ready')
    let gone = false
    let unmount = () => {}
    void (async () => {
      try {
        if (scriptUrl) await loadScript(scriptUrl)
        const { loadStripe } = await import('@stripe/stripe-js/pure')
        const loaded = await loadStripe(publishableKey, { locale })
        if (gone || !loaded || !box.current) return
        stripe.current = loaded
        const group = loaded.elements({
          mode: 'payment',
          amount: opening.current.minor,
          currency: opening.current.currency.toLowerCase(),
          ...(captureLater ? { captureMethod: 'manual' as const, setupFutureUsage: 'off_session' as const } : {}),
          appearance: appearance(),
          locale,
        })
        elements.current = group
        const payment = group.create('payment', { layout: 'tabs' })
        payment.on('ready', () => setPhase('ready'))
        payment.on('loaderror', () => setPhase('failed'))
        payment.mount(box.current)
        unmount = () => payment.destroy()
      } catch {
        if (!gone) setPhase('failed')
      }
    })()
    return () => {
      gone = true
      unmount()
    }
  }, [publishableKey, scriptUrl, locale, attempt, captureLater, free])

  useEffect(() => {
    void elements.current?.update({
      amount: amount.minor,
      currency: amount.currency.toLowerCase(),
      setupFutureUsage: forLater ? 'off_session' : null,
    })
  }, [amount.minor, amount.currency, forLater])

  async function pay() {
    const provider = stripe.current
    const group = elements.current
    if (busy.current || !((provider && group) || free)) return
    busy.current = true
    setProblem(null)
    setWasDeclined(false)
    setUnderWay(false)
    setPhase('paying')
    try {
      const left = await run(provider, group)
      if (left) return
    } catch {
      setProblem(navigator.onLine ? texts.slow : texts.offline)
    }
    busy.current = false
    setPhase('ready')
  }

  /** True when the page is being left for the order. */
  async function run(provider: Stripe | null, group: StripeElements | null): Promise<boolean> {
    if (group && !choice.savedCard) {
      const { error: incomplete } = await group.submit()
      if (incomplete) {
        setProblem(incomplete.message ?? texts.declined)
        return false
      }
    }
    const chosen: PayChoice = onAccount ? 'onAccount' : savable || cards.length > 0 ? choice : null
    const placed = await begin(chosen)
    if (placed.kind !== 'confirm' || !provider || !group) return settle(placed)
    // From here on it is the bank that is waited for, in a window of its own if it asks for 3-D Secure.
    setPhase('confirming')
    const { clientSecret, savedMethod } = placed
    const back = { return_url: new URL(returnPath, location.origin).href }
    const { error } = savedMethod
      ? await provider.confirmPayment({
          clientSecret,
          confirmParams: { ...back, payment_method: savedMethod },
          redirect: 'if_required',
        })
      : await provider.confirmPayment({ elements: group, clientSecret, confirmParams: back, redirect: 'if_required' })
    // "Already succeeded" is an error to Stripe and good news to us: the API knows which.
    if (error && error.code !== 'payment_intent_unexpected_state') {
      setWasDeclined(error.type === 'card_error')
      // What the bank says of a plain no is what our own sentence says.
      setProblem(error.decline_code === 'generic_decline' ? texts.declined : (error.message ?? texts.declined))
      return false
    }
    return settle(await finish())
  }

  async function settle(step: PayStep): Promise<boolean> {
    for (let wait = 500; step.kind === 'processing' && wait < 20_000; wait *= 1.6) {
      setPhase('confirming')
      await new Promise((resolve) => setTimeout(resolve, wait))
      step = await finish()
    }
    if (step.kind === 'ordered') {
      location.replace(step.href)
      return true
    }
    if (step.kind === 'refused') setProblem(step.problem || texts.declined)
    else if (step.kind === 'confirm') {
      setWasDeclined(true)
      setProblem(step.declined ?? texts.declined)
    } else setUnderWay(true)
    return false
  }

  const choosing = { cards: free ? [] : cards, savable, choice, onChoose: setChoice, texts }
  const working = phase === 'paying' || phase === 'confirming'
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
        {underWay && (
          <Notice tone="good" title={texts.underWay}>
            <p>{texts.underWayText}</p>
          </Notice>
        )}
        {problem && (
          <Notice tone="stop" title={wasDeclined ? texts.declined : undefined}>
            {wasDeclined && problem === texts.declined ? null : <p>{problem}</p>}
            {wasDeclined && <p className="mt-1">{texts.another}</p>}
          </Notice>
        )}
      </div>
      <OwnCards {...choosing} />
      {free ? null : phase === 'failed' ? (
        <Notice tone="caution" title={texts.notLoaded}>
          <button
            type="button"
            className="mt-1 font-semibold underline underline-offset-4"
            onClick={() => {
              setPhase('loading')
              setAttempt((n) => n + 1)
            }}
          >
            {texts.retry}
          </button>
        </Notice>
      ) : (
        <div className={choice.savedCard ? 'hidden' : 'relative min-h-52'}>
          {phase === 'loading' && (
            <div role="status" aria-label={texts.loading} className="absolute inset-0 grid content-start gap-4">
              <div className="skeleton h-14" />
              <div className="grid grid-cols-2 gap-4">
                <div className="skeleton h-14" />
                <div className="skeleton h-14" />
              </div>
            </div>
          )}
          <div ref={box} inert={working} data-testid="payment-element" className={working ? 'opacity-60' : undefined} />
        </div>
      )}
      {!free && <SaveCard {...choosing} />}
      <div
        data-buy-bar
        className="max-md:fixed max-md:inset-x-0 max-md:bottom-0 max-md:z-30 max-md:border-t max-md:border-line max-md:bg-sheet max-md:px-4 max-md:pt-3 max-md:pb-[calc(0.75rem+env(safe-area-inset-bottom))]"
      >
        <button
          type="submit"
          disabled={phase === 'loading' || phase === 'failed'}
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
