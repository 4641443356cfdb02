const EN = {
  sandbox: 'Sandbox — no real card is charged',
  testCards: 'Test cards',
  testCardsHint: 'Choose one to fill the form. Any future date and any security code will do.',
  methods: 'Ways to pay',
  card: 'Card',
  sepaDebit: 'SEPA debit',
  fullName: 'Full name',
  email: 'Email',
  iban: 'IBAN',
  idealRedirect: 'After you go on you are sent to iDEAL, to confirm the payment at your bank.',
  bancontactRedirect: 'After you go on you are sent to Bancontact, to confirm the payment at your bank.',
  sepaMandate:
    'By giving your IBAN and going on you authorise the shop and Stripe, its payment service, to have your bank debit your account, and your bank to do so. You can ask your bank for the money back within eight weeks, under the terms of your agreement with it.',
  walletNext: 'The window of {wallet} opens when you go on.',
  walletCard: 'Card in your wallet',
  walletPay: 'Pay',
  walletCancel: 'Cancel',
  walletClosed: 'The window of your wallet was closed. Nothing was charged.',
  succeedsLater: 'The money comes days later',
  failsLater: 'The bank says no, days later',
  incorrectZip: 'Wrong postal code',
  cardNumber: 'Card number',
  expiry: 'Expiration date',
  expiryHint: 'MM / YY',
  cvc: 'Security code',
  cvcHint: 'CVC',
  country: 'Country or region',
  postalCode: 'Postal code',
  zip: 'ZIP code',
  succeeds: 'Succeeds',
  threeDSecure: '3-D Secure is asked for',
  declined: 'Declined',
  insufficientFunds: 'Not enough funds',
  expiredCard: 'Expired card',
  incorrectCvc: 'Wrong security code',
  processingError: 'Processing error',
  disputed: 'Succeeds, then is disputed',
  challengeTitle: 'Confirm this payment',
  challengeText: 'Your bank would ask you now whether this payment is yours. This window stands in for it.',
  challengeAmount: 'Amount',
  challengeCard: 'Bank',
  challengeBank: 'Sandbox Bank',
  complete: 'Complete authentication',
  fail: 'Fail authentication',
  incomplete_number: 'Your card number is incomplete.',
  invalid_number: 'Your card number is invalid.',
  incomplete_expiry: "Your card's expiration date is incomplete.",
  invalid_expiry_month: "Your card's expiration month is invalid.",
  invalid_expiry_year_past: "Your card's expiration year is in the past.",
  invalid_expiry_month_past: "Your card's expiration date is in the past.",
  incomplete_cvc: "Your card's security code is incomplete.",
  incomplete_zip: 'Your postal code is incomplete.',
  incomplete_iban: 'Your IBAN is incomplete.',
  invalid_iban: 'The IBAN you entered is invalid.',
  invalid_bank_account_iban: 'The IBAN you entered is invalid.',
  bank_account_unusable: 'Only test IBANs work in this sandbox. Never enter a real one here.',
  incomplete_name: 'Please give your full name.',
  incomplete_email: 'Your email is incomplete.',
  incorrect_zip: "Your card's postal code is incorrect.",
  setup_intent_authentication_failure:
    'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
  card_declined: 'Your card was declined.',
  test_mode_live_card: 'Only test cards work in this sandbox. Never enter a real card here.',
  generic_decline: 'Your card was declined.',
  insufficient_funds: 'Your card has insufficient funds.',
  expired_card: 'Your card has expired.',
  incorrect_cvc: "Your card's security code is incorrect.",
  incorrect_number: 'Your card number is incorrect.',
  processing_error: 'An error occurred while processing your card. Try again in a little bit.',
  payment_intent_authentication_failure:
    'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
  api_connection_error:
    'We are experiencing issues connecting to our payments provider. Please check your internet connection and try again.',
  api_error: 'Something went wrong at the payments provider. You have not been charged. Please try again.',
}

export type WordKey = keyof typeof EN
export type Words = Record<WordKey, string>

const DE: Words = {
  sandbox: 'Sandbox – keine echte Karte wird belastet',
  testCards: 'Testkarten',
  testCardsHint:
    'Wählen Sie eine aus, um das Formular auszufüllen. Jedes künftige Datum und jede Prüfziffer sind recht.',
  methods: 'Zahlungsarten',
  card: 'Karte',
  sepaDebit: 'SEPA-Lastschrift',
  fullName: 'Vor- und Nachname',
  email: 'E-Mail',
  iban: 'IBAN',
  idealRedirect: 'Danach werden Sie zu iDEAL weitergeleitet, um die Zahlung bei Ihrer Bank zu bestätigen.',
  bancontactRedirect: 'Danach werden Sie zu Bancontact weitergeleitet, um die Zahlung bei Ihrer Bank zu bestätigen.',
  sepaMandate:
    'Indem Sie Ihre IBAN angeben und fortfahren, ermächtigen Sie den Händler und Stripe, seinen Zahlungsdienst, Zahlungen von Ihrem Konto einzuziehen, und Ihre Bank, diese einzulösen. Sie können innerhalb von acht Wochen die Erstattung von Ihrer Bank verlangen; es gelten die mit Ihrer Bank vereinbarten Bedingungen.',
  walletNext: 'Das Fenster von {wallet} öffnet sich, wenn Sie fortfahren.',
  walletCard: 'Karte in Ihrer Wallet',
  walletPay: 'Bezahlen',
  walletCancel: 'Abbrechen',
  walletClosed: 'Das Fenster Ihrer Wallet wurde geschlossen. Es wurde nichts abgebucht.',
  succeedsLater: 'Das Geld kommt Tage später',
  failsLater: 'Die Bank lehnt Tage später ab',
  incorrectZip: 'Falsche Postleitzahl',
  cardNumber: 'Kartennummer',
  expiry: 'Gültig bis',
  expiryHint: 'MM / JJ',
  cvc: 'Prüfziffer',
  cvcHint: 'CVC',
  country: 'Land oder Region',
  postalCode: 'Postleitzahl',
  zip: 'Postleitzahl',
  succeeds: 'Gelingt',
  threeDSecure: '3-D Secure wird verlangt',
  declined: 'Abgelehnt',
  insufficientFunds: 'Keine ausreichende Deckung',
  expiredCard: 'Abgelaufene Karte',
  incorrectCvc: 'Falsche Prüfziffer',
  processingError: 'Fehler bei der Verarbeitung',
  disputed: 'Gelingt und wird später angefochten',
  challengeTitle: 'Zahlung bestätigen',
  challengeText: 'Ihre Bank würde Sie jetzt fragen, ob diese Zahlung von Ihnen stammt. Dieses Fenster vertritt sie.',
  challengeAmount: 'Betrag',
  challengeCard: 'Bank',
  challengeBank: 'Sandbox-Bank',
  complete: 'Authentifizierung abschließen',
  fail: 'Authentifizierung ablehnen',
  incomplete_number: 'Ihre Kartennummer ist unvollständig.',
  invalid_number: 'Ihre Kartennummer ist ungültig.',
  incomplete_expiry: 'Das Ablaufdatum Ihrer Karte ist unvollständig.',
  invalid_expiry_month: 'Der Ablaufmonat Ihrer Karte ist ungültig.',
  invalid_expiry_year_past: 'Das Ablaufjahr Ihrer Karte liegt in der Vergangenheit.',
  invalid_expiry_month_past: 'Das Ablaufdatum Ihrer Karte liegt in der Vergangenheit.',
  incomplete_cvc: 'Die Prüfziffer Ihrer Karte ist unvollständig.',
  incomplete_zip: 'Ihre Postleitzahl ist unvollständig.',
  incomplete_iban: 'Ihre IBAN ist unvollständig.',
  invalid_iban: 'Die eingegebene IBAN ist ungültig.',
  invalid_bank_account_iban: 'Die eingegebene IBAN ist ungültig.',
  bank_account_unusable: 'In dieser Sandbox gelten nur Test-IBANs. Geben Sie hier nie eine echte ein.',
  incomplete_name: 'Bitte geben Sie Ihren Vor- und Nachnamen an.',
  incomplete_email: 'Ihre E-Mail-Adresse ist unvollständig.',
  incorrect_zip: 'Die Postleitzahl Ihrer Karte ist falsch.',
  setup_intent_authentication_failure:
    'Ihre Zahlungsart konnte nicht authentifiziert werden. Wählen Sie eine andere Zahlungsart und versuchen Sie es noch einmal.',
  card_declined: 'Ihre Karte wurde abgelehnt.',
  test_mode_live_card: 'In dieser Sandbox gelten nur Testkarten. Geben Sie hier nie eine echte Karte ein.',
  generic_decline: 'Ihre Karte wurde abgelehnt.',
  insufficient_funds: 'Ihre Karte ist nicht ausreichend gedeckt.',
  expired_card: 'Ihre Karte ist abgelaufen.',
  incorrect_cvc: 'Die Prüfziffer Ihrer Karte ist falsch.',
  incorrect_number: 'Ihre Kartennummer ist falsch.',
  processing_error:
    'Bei der Verarbeitung Ihrer Karte ist ein Fehler aufgetreten. Versuchen Sie es in Kürze noch einmal.',
  payment_intent_authentication_failure:
    'Ihre Zahlungsart konnte nicht authentifiziert werden. Wählen Sie eine andere Zahlungsart und versuchen Sie es noch einmal.',
  api_connection_error:
    'Die Verbindung zum Zahlungsanbieter ist gestört. Prüfen Sie Ihre Internetverbindung und versuchen Sie es noch einmal.',
  api_error: 'Beim Zahlungsanbieter ist etwas schiefgegangen. Es wurde nichts abgebucht. Versuchen Sie es noch einmal.',
}

/** The texts for a locale: `de…` in German, all others in English; `auto` asks the browser. */
export function wordsFor(locale: string | undefined): Words {
  const wanted = !locale || locale === 'auto' ? navigator.language : locale
  return wanted.toLowerCase().startsWith('de') ? DE : EN
}

/** The locale to format numbers and names of countries in. */
export const formatLocale = (locale: string | undefined): string =>
  !locale || locale === 'auto' ? navigator.language : locale

/** The shopper's words for a decline code or error code, or what the server said. */
export function errorText(
  words: Words,
  error: { code?: string; decline_code?: string; type?: string; message?: string },
): string {
  for (const code of [error.decline_code, error.code]) if (code && code in words) return words[code as WordKey]
  if (error.type === 'api_error') return words.api_error
  return error.message ?? words.api_error
}
