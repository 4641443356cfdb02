import type { Locale } from '../../kernel/context.ts'
import type { Notice } from '../../kernel/contract.ts'

const UNAVAILABLE = {
  en: 'Our carrier’s rates cannot be shown at the moment. Please choose another way of delivery, or try again shortly.',
  de: 'Die Preise unseres Paketdienstes können gerade nicht angezeigt werden. Bitte wählen Sie eine andere Versandart oder versuchen Sie es gleich noch einmal.',
}

/** What shoppers are told, by the stable code of a carrier's problem. The carrier's own words are for the log. */
const TEXTS: Readonly<Record<string, Record<Locale, string>>> = {
  CARRIER_UNAVAILABLE: UNAVAILABLE,
  CARRIER_NO_SERVICE: {
    en: 'Our carrier does not deliver to this address.',
    de: 'Unser Paketdienst liefert nicht an diese Adresse.',
  },
  CARRIER_NO_COMMON_SERVICE: {
    en: 'The goods leave from several of our warehouses, and our carrier has no service for all of them. Please choose another way of delivery, or order them apart.',
    de: 'Die Ware verlässt mehrere unserer Lager, und unser Paketdienst hat keine Versandart für alle zusammen. Bitte wählen Sie eine andere Versandart, oder bestellen Sie getrennt.',
  },
  CARRIER_ADDRESS_UNKNOWN: {
    en: 'Our carrier does not know this postal code. Please check the address.',
    de: 'Unser Paketdienst kennt diese Postleitzahl nicht. Bitte prüfen Sie die Adresse.',
  },
  CARRIER_WEIGHT_UNKNOWN: {
    en: 'Our carrier cannot quote this cart: the weight of something in it is not known.',
    de: 'Unser Paketdienst kann für diesen Warenkorb keinen Preis nennen: Von einem Artikel ist das Gewicht nicht bekannt.',
  },
  CARRIER_ITEM_TOO_LARGE: {
    en: 'Something in the cart is too large or too heavy for our carrier, as freight too. We deliver it on request.',
    de: 'Ein Artikel im Warenkorb ist für unseren Paketdienst zu groß oder zu schwer, auch als Fracht. Wir liefern ihn auf Anfrage.',
  },
  CARRIER_TOO_MANY_PACKAGES: {
    en: 'The cart is too large for our carrier. We deliver it on request.',
    de: 'Der Warenkorb ist für unseren Paketdienst zu groß. Wir liefern ihn auf Anfrage.',
  },
  CARRIER_CURRENCY: {
    en: 'Our carrier has no rates in this currency.',
    de: 'Unser Paketdienst hat keine Preise in dieser Währung.',
  },
}

/** The notice for a carrier's problem, in the shopper's language. */
export const carrierNotice = (code: string, locale: Locale): Notice => ({
  code,
  text: (TEXTS[code] ?? UNAVAILABLE)[locale],
})
