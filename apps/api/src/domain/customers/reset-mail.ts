import type { Mail } from '../../kernel/mail.ts'

const words = {
  en: {
    subject: 'Set a new password',
    text: (name: string, link: string, minutes: number) =>
      `${name ? `Hello ${name}` : 'Hello'},\n\nsomebody – you, we hope – wants to set a new password for your account. Open this link within ${minutes} minutes:\n\n${link}\n\nIf it was not you, there is nothing to do: your password stays as it is.\n`,
  },
  de: {
    subject: 'Ein neues Passwort setzen',
    text: (name: string, link: string, minutes: number) =>
      `${name ? `Guten Tag ${name}` : 'Guten Tag'},\n\njemand – hoffentlich Sie selbst – möchte ein neues Passwort für Ihr Konto setzen. Öffnen Sie innerhalb von ${minutes} Minuten diesen Link:\n\n${link}\n\nWaren Sie es nicht, brauchen Sie nichts zu tun: Ihr Passwort bleibt, wie es ist.\n`,
  },
}

/** The mail with the link to the shop's reset page. The name that somebody typed is told to confirmed addresses only: it could be an advertisement to others. */
export function resetMail(about: {
  email: string
  /** By its name. */
  shop: string
  firstName: string
  confirmed: boolean
  locale: string
  token: string
  storefrontUrl: string
  minutes: number
}): Mail {
  const german = about.locale.startsWith('de')
  const { subject, text } = german ? words.de : words.en
  const link = `${about.storefrontUrl}${german ? '/de' : ''}/reset-password?token=${encodeURIComponent(about.token)}`
  return {
    to: about.email,
    sender: about.shop,
    subject,
    text: text(about.confirmed ? about.firstName : '', link, about.minutes),
  }
}
