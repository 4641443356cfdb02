import type { RefusalCode } from '../../kernel/errors.ts'

/** What our pages say. `app`, `shop` and the like are put in by their names, and escaped. */
export interface Texts {
  backOffice: string
  /** At a shop; at none: at the back office. */
  signInTitle: (shop: string | undefined) => string
  toGoOn: (app: string) => string
  email: string
  password: string
  signIn: string
  forgotten: string
  register: string
  consentTitle: (app: string) => string
  consentText: (person: string) => string
  neverMore: string
  allow: string
  deny: string
  another: string
  stop: string
  signOutTitle: (shop: string | undefined) => string
  signOutText: string
  signOut: string
  stay: string
  signedOut: string
  signedOutText: string
  scopes: Readonly<Record<string, string>>
  reads: string
  writes: string
  /** By code; the catalogue’s own words where there are none. */
  problems: Partial<Record<RefusalCode, string>>
}

const en: Texts = {
  backOffice: 'Back office',
  signInTitle: (shop) => `Sign in to ${shop ?? 'the back office'}`,
  toGoOn: (app) => `to go on with ${app}`,
  email: 'E-mail',
  password: 'Password',
  signIn: 'Sign in',
  forgotten: 'Forgot your password?',
  register: 'Create an account',
  consentTitle: (app) => `${app} wants to act for you`,
  consentText: (person) => `${person}, it asks for:`,
  neverMore: 'It can never do more than you may do yourself.',
  allow: 'Allow',
  deny: 'Refuse',
  another: 'Somebody else? Sign in as another person',
  stop: 'This cannot go on',
  signOutTitle: (shop) => `Sign out of ${shop ?? 'the back office'}?`,
  signOutText: 'Apps that you opened from here are signed out too.',
  signOut: 'Sign out',
  stay: 'Stay signed in',
  signedOut: 'You are signed out',
  signedOutText: 'You may close this page.',
  scopes: {
    openid: 'knowing who you are',
    email: 'your e-mail address',
    profile: 'your name',
    offline_access: 'going on while you are away',
    all: 'everything that you may do here',
    read: 'reading everything that you may read here',
  },
  reads: 'reading',
  writes: 'reading and changing',
  problems: {
    SIGN_IN_EXPIRED: 'This sign-in is over, or was begun in another browser. Go back to the app and begin again.',
    CREDENTIALS_WRONG: 'E-mail or password is not right.',
    RATE_LIMITED: 'Too many tries. Wait a minute, then try again.',
    ADDRESS_NOT_ALLOWED: 'You may not sign in from this place.',
  },
}

const de: Texts = {
  backOffice: 'Verwaltung',
  signInTitle: (shop) => (shop ? `Bei ${shop} anmelden` : 'In der Verwaltung anmelden'),
  toGoOn: (app) => `um mit ${app} fortzufahren`,
  email: 'E-Mail-Adresse',
  password: 'Passwort',
  signIn: 'Anmelden',
  forgotten: 'Passwort vergessen?',
  register: 'Konto anlegen',
  consentTitle: (app) => `${app} möchte für Sie handeln`,
  consentText: (person) => `${person}, die App bittet um:`,
  neverMore: 'Sie kann nie mehr tun, als Sie selbst dürfen.',
  allow: 'Erlauben',
  deny: 'Ablehnen',
  another: 'Jemand anderes? Mit einem anderen Konto anmelden',
  stop: 'Hier geht es nicht weiter',
  signOutTitle: (shop) => (shop ? `Von ${shop} abmelden?` : 'Von der Verwaltung abmelden?'),
  signOutText: 'Apps, die Sie von hier aus geöffnet haben, werden ebenfalls abgemeldet.',
  signOut: 'Abmelden',
  stay: 'Angemeldet bleiben',
  signedOut: 'Sie sind abgemeldet',
  signedOutText: 'Sie können diese Seite schließen.',
  scopes: {
    openid: 'wissen, wer Sie sind',
    email: 'Ihre E-Mail-Adresse',
    profile: 'Ihren Namen',
    offline_access: 'weiterarbeiten, während Sie weg sind',
    all: 'alles, was Sie hier tun dürfen',
    read: 'alles lesen, was Sie hier lesen dürfen',
  },
  reads: 'lesen',
  writes: 'lesen und ändern',
  problems: {
    SIGN_IN_EXPIRED:
      'Diese Anmeldung ist abgelaufen oder wurde in einem anderen Browser begonnen. Gehen Sie zurück zur App und beginnen Sie neu.',
    CREDENTIALS_WRONG: 'E-Mail-Adresse oder Passwort stimmt nicht.',
    RATE_LIMITED: 'Zu viele Versuche. Warten Sie eine Minute und versuchen Sie es dann erneut.',
    ADDRESS_NOT_ALLOWED: 'Von diesem Ort aus dürfen Sie sich nicht anmelden.',
  },
}

const languages = { en, de } as const
export type Language = keyof typeof languages

export const textsOf = (language: Language): Texts => languages[language]

/** The reader’s language: of what an app asks for (`ui_locales`, OpenID Connect Core, 3.1.2.1), else of what the browser says, the first that we speak. */
export function languageOf(uiLocales: string | undefined, acceptLanguage: string | undefined): Language {
  const wanted = [...(uiLocales ?? '').split(' '), ...byQuality(acceptLanguage ?? '')]
  return (
    wanted.map((tag) => tag.toLowerCase().split('-')[0]).find((tag): tag is Language => tag === 'en' || tag === 'de') ??
    'en'
  )
}

/** RFC 9110, 12.5.4. */
const byQuality = (header: string): string[] =>
  header
    .split(',')
    .map((part, at) => {
      const [tag = '', quality] = part.trim().split(/\s*;\s*q=/)
      return { tag, quality: quality === undefined ? 1 : Number(quality) || 0, at }
    })
    .filter(({ quality }) => quality > 0)
    .sort((one, other) => other.quality - one.quality || one.at - other.at)
    .map(({ tag }) => tag)
