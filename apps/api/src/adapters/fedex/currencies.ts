/**
 * FedEx's codes of currencies where they are not ISO 4217's (developer.fedex.com, API Reference Guide, "Currency Codes"): the others are the same. FedEx takes ISO's as the preferred
 * currency of a rate request only; amounts, as those for customs, it takes in its own, and answers in them.
 */
const BY_ISO: Readonly<Record<string, string>> = {
  AED: 'DHS',
  ARS: 'ARN',
  CHF: 'SFR',
  CLP: 'CHP',
  DOP: 'RDD',
  GBP: 'UKL',
  JMD: 'JAD',
  JPY: 'JYE',
  KRW: 'WON',
  KWD: 'KUD',
  KYD: 'CID',
  MXN: 'NMP',
  SGD: 'SID',
  TWD: 'NTD',
  XCD: 'ECD',
}

const BY_FEDEX: ReadonlyMap<string, string> = new Map([
  ...Object.entries(BY_ISO).map(([iso, fedex]): [string, string] => [fedex, iso]),
  // what FedEx called Uruguay's peso before its guide had UYU
  ['UYP', 'UYU'],
])

/** FedEx's code of an ISO 4217 currency: GBP → UKL, EUR → EUR. */
export const toFedexCurrency = (iso: string): string => BY_ISO[iso] ?? iso

/** The ISO 4217 code of a currency in an answer of FedEx's, which may be either's: UKL → GBP, GBP → GBP. */
export const fromFedexCurrency = (code: string): string => BY_FEDEX.get(code) ?? code
