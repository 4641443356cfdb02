/**
 * What FedEx's services are called in the shop. FedEx's own names are trademarks and stay; behind them stands, for those who do
 * not know them, when it arrives. Keys are the REST API's names (the SOAP names that circulate, INTERNATIONAL_PRIORITY for instance, are not).
 */
const NAMES: Readonly<Record<string, { en: string; de: string }>> = {
  FIRST_OVERNIGHT: { en: 'FedEx First Overnight', de: 'FedEx First Overnight (am nächsten Morgen)' },
  PRIORITY_OVERNIGHT: { en: 'FedEx Priority Overnight', de: 'FedEx Priority Overnight (am nächsten Vormittag)' },
  STANDARD_OVERNIGHT: { en: 'FedEx Standard Overnight', de: 'FedEx Standard Overnight (am nächsten Tag)' },
  FEDEX_2_DAY_AM: { en: 'FedEx 2Day A.M.', de: 'FedEx 2Day A.M. (in 2 Tagen, vormittags)' },
  FEDEX_2_DAY: { en: 'FedEx 2Day', de: 'FedEx 2Day (in 2 Tagen)' },
  FEDEX_EXPRESS_SAVER: { en: 'FedEx Express Saver', de: 'FedEx Express Saver (in 3 Tagen)' },
  FEDEX_GROUND: { en: 'FedEx Ground', de: 'FedEx Ground (Standardversand)' },
  GROUND_HOME_DELIVERY: { en: 'FedEx Home Delivery', de: 'FedEx Home Delivery (Standardversand nach Hause)' },
  SMART_POST: { en: 'FedEx Ground Economy', de: 'FedEx Ground Economy (Sparversand)' },
  FEDEX_1_DAY_FREIGHT: { en: 'FedEx 1Day Freight', de: 'FedEx 1Day Freight (Fracht, 1 Tag)' },
  FEDEX_2_DAY_FREIGHT: { en: 'FedEx 2Day Freight', de: 'FedEx 2Day Freight (Fracht, 2 Tage)' },
  FEDEX_3_DAY_FREIGHT: { en: 'FedEx 3Day Freight', de: 'FedEx 3Day Freight (Fracht, 3 Tage)' },
  FEDEX_FIRST_FREIGHT: {
    en: 'FedEx First Overnight Freight',
    de: 'FedEx First Overnight Freight (Fracht, am nächsten Morgen)',
  },
  FEDEX_FIRST: { en: 'FedEx First', de: 'FedEx First (Express, frühmorgens)' },
  FEDEX_PRIORITY_EXPRESS: { en: 'FedEx Priority Express', de: 'FedEx Priority Express (Express, vormittags)' },
  FEDEX_PRIORITY: { en: 'FedEx Priority', de: 'FedEx Priority (Express, bis Tagesende)' },
  FEDEX_ECONOMY: { en: 'FedEx Economy', de: 'FedEx Economy (Sparversand)' },
  FEDEX_REGIONAL_ECONOMY: { en: 'FedEx Regional Economy', de: 'FedEx Regional Economy (Standardversand in Europa)' },
  INTERNATIONAL_FIRST: { en: 'FedEx International First', de: 'FedEx International First (Express, frühmorgens)' },
  FEDEX_INTERNATIONAL_PRIORITY_EXPRESS: {
    en: 'FedEx International Priority Express',
    de: 'FedEx International Priority Express (Express, mittags)',
  },
  FEDEX_INTERNATIONAL_PRIORITY: { en: 'FedEx International Priority', de: 'FedEx International Priority (Express)' },
  INTERNATIONAL_ECONOMY: { en: 'FedEx International Economy', de: 'FedEx International Economy (Standardversand)' },
  FEDEX_INTERNATIONAL_CONNECT_PLUS: {
    en: 'FedEx International Connect Plus',
    de: 'FedEx International Connect Plus (Sparversand)',
  },
  INTERNATIONAL_PRIORITY_FREIGHT: {
    en: 'FedEx International Priority Freight',
    de: 'FedEx International Priority Freight (Fracht)',
  },
  INTERNATIONAL_ECONOMY_FREIGHT: {
    en: 'FedEx International Economy Freight',
    de: 'FedEx International Economy Freight (Fracht, Standard)',
  },
  EUROPE_FIRST_INTERNATIONAL_PRIORITY: { en: 'FedEx Europe First', de: 'FedEx Europe First (Express, frühmorgens)' },
}

const bare = (name: string): string => name.replaceAll(/[®™]/gu, '').replaceAll(/\s+/g, ' ').trim()

/** Labels of a service that we know; undefined for any other code. */
export const knownService = (service: string): { en: string; de: string } | undefined =>
  Object.hasOwn(NAMES, service) ? NAMES[service] : undefined

/** Labels of a service; one that FedEx adds later keeps FedEx's own name in both languages. */
export function serviceName(service: string, fedexName: string | undefined): { en: string; de: string } {
  const own = bare(fedexName ?? service) || service
  return knownService(service) ?? { en: own, de: own }
}
