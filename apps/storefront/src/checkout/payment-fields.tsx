import { Notice } from '#ui/notice.tsx'
import type { PaymentElementInPage } from './use-payment-element.ts'

export interface PaymentFieldsTexts {
  loading: string
  notLoaded: string
  retry: string
}

/** The payment service's form, or what stands in its place until it is there. */
export function PaymentFields({
  element,
  working,
  hidden = false,
  texts,
}: {
  element: PaymentElementInPage
  working: boolean
  hidden?: boolean
  texts: PaymentFieldsTexts
}) {
  const { state, box, retry } = element
  if (state === 'failed')
    return (
      <Notice tone="caution" title={texts.notLoaded}>
        <button type="button" className="mt-1 font-semibold underline underline-offset-4" onClick={retry}>
          {texts.retry}
        </button>
      </Notice>
    )
  // what the service draws before it is ready would show through what stands in its place
  const looks = state === 'loading' ? 'opacity-0' : working ? 'opacity-80' : undefined
  return (
    <div className={hidden ? 'hidden' : 'relative min-h-52'}>
      {state === 'loading' && (
        <div role="status" aria-label={texts.loading} className="absolute inset-0 grid content-start gap-4">
          <div className="skeleton h-14" />
          <div className="grid grid-cols-2 gap-4">
            <div className="skeleton h-14" />
            <div className="skeleton h-14" />
          </div>
        </div>
      )}
      <div ref={box} inert={working} data-testid="payment-element" className={looks} />
    </div>
  )
}
