/// <reference lib="dom" />
import type { SetupIntent } from '../resources.ts'
import { call, integrationError, setupOf } from './api.ts'
import type { ClientError } from './api.ts'
import { askTheBank, failed, filledIn, lastError, leave, leaveFor, voiceOf } from './confirm-payment.ts'
import type { ConfirmOptions } from './confirm-payment.ts'

export type SetupResult =
  { setupIntent: SetupIntent; error?: undefined } | { error: ClientError; setupIntent?: undefined }

/** `stripe.confirmSetup(…)`: keeps what the form holds for later payments, and lets the shopper authenticate. Answers, or leaves for `return_url`. */
export async function confirmSetup(key: string, options: ConfirmOptions): Promise<SetupResult> {
  const { elements, confirmParams = {} } = options
  const clientSecret = options.clientSecret ?? elements?.clientSecret
  if (!clientSecret) throw integrationError('stripe.confirmSetup(): `clientSecret` is required.')
  if (elements?.deferred && !elements.submitted)
    throw integrationError('elements.submit() must be called before stripe.confirmSetup().')
  if (options.redirect !== 'if_required' && !confirmParams.return_url)
    throw integrationError(
      'stripe.confirmSetup(): `confirmParams.return_url` is required unless `redirect` is "if_required".',
    )
  const voice = voiceOf(key, elements)
  const filled = elements ? await filledIn(elements, confirmParams.payment_method_data) : undefined
  if (filled && 'error' in filled) return { error: filled.error }
  const answer = await call<SetupIntent>(key, 'POST', `/v1/setup_intents/${setupOf(clientSecret)}/confirm`, {
    payment_method: confirmParams.payment_method,
    payment_method_data: confirmParams.payment_method_data,
    ...filled?.parameters,
    return_url: confirmParams.return_url,
    use_stripe_sdk: true,
    client_secret: clientSecret,
  })
  const result = answer.ok ? await answerTheBank(answer.value) : failed(voice, answer.error)
  if (result.error) elements?.declined(result.error)
  else if (options.redirect !== 'if_required')
    return leave(result.setupIntent, confirmParams.return_url ?? '', clientSecret)
  return result

  async function answerTheBank(setup: SetupIntent): Promise<SetupResult> {
    const action = setup.next_action
    if (setup.status !== 'requires_action' || !action || !clientSecret) return { setupIntent: setup }
    if (action.redirect_to_url) return leaveFor(action.redirect_to_url.url)
    const said = await askTheBank<SetupIntent>(voice, clientSecret, action, '')
    if (!said.ok) return failed(voice, said.error)
    if (said.value.status === 'succeeded') return { setupIntent: said.value }
    return failed(voice, { ...lastError(said.value.last_setup_error), setup_intent: said.value })
  }
}
