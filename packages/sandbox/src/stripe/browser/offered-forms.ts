/// <reference lib="dom" />
import type { MethodForm } from './method-form.ts'
import type { PaymentElementOptions, Surroundings } from './payment-element.ts'
import { RedirectForm } from './redirect-form.ts'
import { SepaForm } from './sepa-form.ts'
import { WALLETS, WALLET_NAMES, WalletForm, walletIsHere } from './wallet-form.ts'
import type { WalletType } from './wallet-form.ts'

const WALLET_OPTION = { apple_pay: 'applePay', google_pay: 'googlePay', link: 'link' } as const
const NAMES: Readonly<Record<string, string>> = { ideal: 'iDEAL', bancontact: 'Bancontact', ...WALLET_NAMES }

const isWallet = (type: string): type is WalletType => (WALLETS as readonly string[]).includes(type)

/**
 * The forms of the methods that are allowed, as far as this stand-in has them; each is made once (`made`), so that what was typed stays. Wallets that hand over a card
 * stand behind it, where the browser has them and the page wants them.
 */
export function offeredForms(
  types: readonly string[],
  made: Map<string, MethodForm>,
  options: PaymentElementOptions,
  around: Surroundings,
  changed: () => void,
): { form: MethodForm; name: string }[] {
  const { words } = around
  const { name = '', email = '' } = options.defaultValues?.billingDetails ?? {}
  const wanted = types
    .flatMap((type) => (type === 'card' ? ['card', 'apple_pay', 'google_pay'] : [type]))
    .filter((type) => !isWallet(type) || (options.wallets?.[WALLET_OPTION[type]] !== 'never' && walletIsHere(type)))
  const make = (type: string): MethodForm | null => {
    if (type === 'ideal' || type === 'bancontact') return new RedirectForm(type, { words, name, changed })
    if (type === 'sepa_debit') return new SepaForm({ words, name, email, changed })
    if (isWallet(type)) return new WalletForm(type, { words, email, sheet: around.sheet, tokenOf: around.tokenOf })
    return null
  }
  return wanted.flatMap((type) => {
    const form = made.get(type) ?? make(type)
    if (!form) return []
    made.set(type, form)
    return [{ form, name: NAMES[type] ?? (type === 'sepa_debit' ? words.sepaDebit : words.card) }]
  })
}
