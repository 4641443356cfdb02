import type { Mail } from '../../kernel/mail.ts'

const words = {
  en: {
    subject: 'Please confirm your e-mail address',
    text: (name: string, link: string, days: number) =>
      `Hello ${name},\n\nwelcome! Open this link within ${days} days, so that we know that this address is yours:\n\n${link}\n\nIf you have not opened an account with us, there is nothing to do.\n`,
  },
  de: {
    subject: 'Bitte bestätigen Sie Ihre E-Mail-Adresse',
    text: (name: string, link: string, days: number) =>
      `Guten Tag ${name},\n\nwillkommen! Öffnen Sie innerhalb von ${days} Tagen diesen Link, damit wir wissen, dass diese Adresse Ihre ist:\n\n${link}\n\nHaben Sie kein Konto bei uns eröffnet, brauchen Sie nichts zu tun.\n`,
  },
}

/** The mail with the link to the shop's page of confirmation. */
export function confirmationMail(about: {
  email: string
  firstName: string
  locale: string
  token: string
  storefrontUrl: string
  days: number
}): Mail {
  const german = about.locale.startsWith('de')
  const { subject, text } = german ? words.de : words.en
  const link = `${about.storefrontUrl}${german ? '/de' : ''}/confirm-email?token=${encodeURIComponent(about.token)}`
  return { to: about.email, subject, text: text(about.firstName, link, about.days) }
}
