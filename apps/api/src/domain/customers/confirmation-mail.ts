import type { Mail } from '../../kernel/mail.ts'

const words = {
  en: {
    subject: 'Please confirm your e-mail address',
    text: (link: string, days: number) =>
      `Hello,\n\nwelcome! Open this link within ${days} days, so that we know that this address is yours:\n\n${link}\n\nIf you have not opened an account with us, there is nothing to do.\n`,
  },
  de: {
    subject: 'Bitte bestätigen Sie Ihre E-Mail-Adresse',
    text: (link: string, days: number) =>
      `Guten Tag,\n\nwillkommen! Öffnen Sie innerhalb von ${days} Tagen diesen Link, damit wir wissen, dass diese Adresse Ihre ist:\n\n${link}\n\nHaben Sie kein Konto bei uns eröffnet, brauchen Sie nichts zu tun.\n`,
  },
}

/** The mail with the link to the shop's page of confirmation. Nothing that was typed at registration stands in it: whose address it is, is not known yet. */
export function confirmationMail(about: {
  email: string
  /** By its name. */
  shop: string
  locale: string
  token: string
  storefrontUrl: string
  days: number
}): Mail {
  const german = about.locale.startsWith('de')
  const { subject, text } = german ? words.de : words.en
  const link = `${about.storefrontUrl}${german ? '/de' : ''}/confirm-email?token=${encodeURIComponent(about.token)}`
  return { to: about.email, sender: about.shop, subject, text: text(link, about.days) }
}
