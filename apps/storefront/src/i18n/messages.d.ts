import type messages from '#messages/en.json'
import type { Locale } from './locales.ts'

declare module 'use-intl' {
  interface AppConfig {
    Locale: Locale
    Messages: typeof messages
  }
}
