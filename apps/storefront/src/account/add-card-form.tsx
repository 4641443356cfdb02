'use client'

import { useRef, useState } from 'react'
import { PaymentFields, type PaymentFieldsTexts } from '#checkout/payment-fields.tsx'
import { usePaymentElement, type FormSource } from '#checkout/use-payment-element.ts'
import { buttonClass } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import { Notice } from '#ui/notice.tsx'
import { beginCard, saveCard } from './card-actions.ts'

interface Props extends FormSource {
  currency: string
  payer: { name: string; email: string }
  /** Where a bank that asks on a page of its own sends back to. */
  returnPath: string
  /** Why the last try went wrong. */
  declined: string | null
  texts: PaymentFieldsTexts & {
    save: string
    saving: string
    confirming: string
    declined: string
    slow: string
    offline: string
    noScript: string
    terms: string
  }
}

/** Has the payment service keep a card: it is looked at, nothing is charged, and its bank may ask for 3-D Secure. */
export function AddCardForm({ currency, payer, returnPath, declined, texts, ...source }: Props) {
  const [phase, setPhase] = useState<'idle' | 'saving' | 'confirming'>('idle')
  const [problem, setProblem] = useState<string | null>(declined)
  const busy = useRef(false)
  /** Confirmed at the service, and perhaps not entered here yet. */
  const confirmed = useRef<string | null>(null)
  const element = usePaymentElement({
    ...source,
    opening: () => ({
      // cards alone: what a wallet hands over holds for one purchase, and of accounts we keep none
      group: { mode: 'setup', currency, setupFutureUsage: 'off_session', allowedPaymentMethodTypes: ['card'] },
      element: {
        defaultValues: { billingDetails: payer },
        wallets: { applePay: 'never', googlePay: 'never', link: 'never' },
      },
    }),
  })

  async function save(): Promise<void> {
    const form = element.current()
    if (busy.current || !form) return
    busy.current = true
    setProblem(null)
    setPhase('saving')
    try {
      const why = await run(form)
      if (why === null) return
      setProblem(why)
    } catch {
      setProblem(navigator.onLine ? texts.slow : texts.offline)
    }
    busy.current = false
    setPhase('idle')
  }

  /** Null: the page is being left for the account; else why the card is not saved. */
  async function run({ provider, group }: NonNullable<ReturnType<typeof element.current>>): Promise<string | null> {
    if (!confirmed.current) {
      const { error: incomplete } = await group.submit()
      if (incomplete) return incomplete.message ?? texts.declined
      const begun = await beginCard()
      if (begun.kind === 'refused') return begun.problem
      setPhase('confirming')
      const { error } = await provider.confirmSetup({
        elements: group,
        clientSecret: begun.clientSecret,
        confirmParams: { return_url: new URL(returnPath, location.origin).href },
        redirect: 'if_required',
      })
      if (error) return error.decline_code === 'generic_decline' ? texts.declined : (error.message ?? texts.declined)
      confirmed.current = begun.reference
    }
    const saved = await saveCard(confirmed.current)
    if (saved.kind === 'refused') return saved.problem
    location.assign(saved.href)
    return null
  }

  const working = phase !== 'idle'
  return (
    <form
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <noscript>
        <Notice tone="caution">{texts.noScript}</Notice>
      </noscript>
      {problem && <Notice tone="stop">{problem}</Notice>}
      <PaymentFields element={element} working={working} texts={texts} />
      <button
        type="submit"
        disabled={element.state !== 'ready'}
        aria-disabled={working}
        aria-busy={working}
        className={buttonClass('signal', 'large', 'w-full md:w-auto md:justify-self-start md:px-12')}
      >
        <Icon name="lock" size={20} />
        {phase === 'saving' ? texts.saving : phase === 'confirming' ? texts.confirming : texts.save}
      </button>
      <p className="text-sm text-quiet">{texts.terms}</p>
    </form>
  )
}
