/** Rates as fractions. US: state rates, and city or county rates that stack on them, by ZIP range (simplified: real ones follow streets, not ZIPs). */
export const productTaxCodes = [
  { code: 'standard', name: 'Standard rate' },
  { code: 'reduced', name: 'Reduced rate: books and food' },
]

/** [country, name, standard, reduced] as in force in 2026. https://europa.eu/youreurope/business/taxation/vat/vat-rules-rates/ */
export const vat: [country: string, name: string, standard: string, reduced: string][] = [
  ['DE', 'MwSt.', '0.19', '0.07'],
  ['AT', 'USt.', '0.20', '0.10'],
  ['NL', 'btw', '0.21', '0.09'],
  ['FR', 'TVA', '0.20', '0.055'],
  ['BE', 'TVA/btw', '0.21', '0.06'],
  ['LU', 'TVA', '0.17', '0.03'],
  ['IT', 'IVA', '0.22', '0.04'],
  ['ES', 'IVA', '0.21', '0.04'],
  ['PL', 'VAT', '0.23', '0.05'],
  ['DK', 'moms', '0.25', '0.25'],
  ['SE', 'moms', '0.25', '0.06'],
  ['IE', 'VAT', '0.23', '0'],
]

/** [state, rate, rate on books and food where it differs]. */
export const states: [state: string, name: string, rate: string, reduced?: string][] = [
  ['CA', 'California sales tax', '0.0725'],
  ['NY', 'New York sales tax', '0.04'],
  ['TX', 'Texas sales tax', '0.0625'],
  ['FL', 'Florida sales tax', '0.06'],
  ['WA', 'Washington sales tax', '0.065'],
  ['IL', 'Illinois sales tax', '0.0625', '0'],
  ['TN', 'Tennessee sales tax', '0.07', '0.04'],
  ['CO', 'Colorado sales tax', '0.029', '0'],
  ['GA', 'Georgia sales tax', '0.04'],
  ['MA', 'Massachusetts sales tax', '0.0625', '0'],
  ['OH', 'Ohio sales tax', '0.0575'],
  ['MI', 'Michigan sales tax', '0.06'],
  ['NJ', 'New Jersey sales tax', '0.06625'],
  ['VA', 'Virginia sales tax', '0.043', '0'],
]

/** Local rates that are added to the state's. */
export const localTaxes: { state: string; code: string; name: string; from: string; until: string; rate: string }[] = [
  { state: 'CA', code: 'los-angeles', name: 'Los Angeles local tax', from: '90001', until: '90089', rate: '0.0225' },
  {
    state: 'CA',
    code: 'san-francisco',
    name: 'San Francisco local tax',
    from: '94102',
    until: '94188',
    rate: '0.01375',
  },
  {
    state: 'NY',
    code: 'new-york-city',
    name: 'New York City local tax',
    from: '10001',
    until: '10282',
    rate: '0.04875',
  },
  { state: 'TX', code: 'austin', name: 'Austin local tax', from: '78701', until: '78799', rate: '0.02' },
  { state: 'IL', code: 'chicago', name: 'Chicago local tax', from: '60601', until: '60661', rate: '0.04' },
  { state: 'TN', code: 'memphis', name: 'Memphis local tax', from: '38101', until: '38197', rate: '0.0275' },
  { state: 'WA', code: 'seattle', name: 'Seattle local tax', from: '98101', until: '98199', rate: '0.0385' },
  { state: 'CO', code: 'denver', name: 'Denver local tax', from: '80201', until: '80299', rate: '0.0591' },
]
