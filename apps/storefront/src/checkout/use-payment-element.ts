'use client'

import type { Stripe, StripeElements, StripeElementsOptionsMode, StripePaymentElementOptions } from '@stripe/stripe-js'
import { useEffect, useRef, useState, type RefObject } from 'react'
import { appearance, loadScript } from './stripe-in-page.ts'

/** Where the payment service's form comes from. */
export interface FormSource {
  publishableKey: string
  /** Where the provider's script comes from, if not from its usual place. */
  scriptUrl: string | null
  locale: 'en' | 'de'
}

interface Asked extends FormSource {
  /** What it is opened for; read when it is opened. */
  opening: () => { group: StripeElementsOptionsMode; element: StripePaymentElementOptions }
  /** No form is needed. */
  none?: boolean
  /** Opened anew where it changes. */
  anew?: unknown
}

export interface PaymentElementInPage {
  /** The form stands in here. */
  box: RefObject<HTMLDivElement | null>
  state: 'loading' | 'ready' | 'failed'
  /** The way to pay that is chosen in it, by the service's name: `card`, `ideal`, `google_pay` … */
  type: string
  retry: () => void
  /** What to confirm with; null: it is not there yet. */
  current: () => { provider: Stripe; group: StripeElements } | null
}

/** Stripe's Payment Element in the page: the script loaded, the form mounted, and what is chosen in it. */
export function usePaymentElement({
  publishableKey,
  scriptUrl,
  locale,
  opening,
  none,
  anew,
}: Asked): PaymentElementInPage {
  const [state, setState] = useState<PaymentElementInPage['state']>('loading')
  const [type, setType] = useState('card')
  const [attempt, setAttempt] = useState(0)
  const box = useRef<HTMLDivElement>(null)
  const current = useRef<{ provider: Stripe; group: StripeElements } | null>(null)
  // Only for the first mounting; later changes are told to the mounted element, which keeps its fields as they are.
  const open = useRef(opening)
  open.current = opening

  useEffect(() => {
    if (none) return setState('ready')
    let gone = false
    let unmount = () => {}
    void (async () => {
      try {
        if (scriptUrl) await loadScript(scriptUrl)
        const { loadStripe } = await import('@stripe/stripe-js/pure')
        const provider = await loadStripe(publishableKey, { locale })
        if (gone || !provider || !box.current) return
        const { group: options, element } = open.current()
        const group = provider.elements({ ...options, appearance: appearance(), locale })
        current.current = { provider, group }
        const payment = group.create('payment', { layout: 'tabs', ...element })
        payment.on('ready', () => setState('ready'))
        payment.on('loaderror', () => setState('failed'))
        payment.on('change', ({ value }) => setType(value.type))
        payment.mount(box.current)
        unmount = () => {
          current.current = null
          payment.destroy()
        }
      } catch {
        if (!gone) setState('failed')
      }
    })()
    return () => {
      gone = true
      unmount()
    }
  }, [publishableKey, scriptUrl, locale, attempt, anew, none])

  return {
    box,
    state,
    type,
    retry: () => {
      setState('loading')
      setAttempt((n) => n + 1)
    },
    current: () => current.current,
  }
}
