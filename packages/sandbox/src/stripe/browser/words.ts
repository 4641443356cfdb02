const EN = {
  sandbox: 'Sandbox — no real card is charged',
  testCards: 'Test cards',
  testCardsHint: 'Choose one to fill the form. Any future date and any security code will do.',
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
