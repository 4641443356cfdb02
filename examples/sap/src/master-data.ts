import { segment, type Segment } from './idoc.ts'

/** An IDoc that is still to be numbered. */
export interface Message {
  type: string
  message: string
  /** What it is, for whoever looks on. */
  about: string
  segments: readonly Segment[]
}

const plant = '1000'
const area = { VKORG: '1000', VTWEG: '10' }

export interface Material {
  number: string
  names: { EN: string; DE: string }
  text: string
  grams: number
  /** Millimetres: length, width, height. */
  size: readonly [number, number, number]
  ean: string
  stock: number
  /** In each currency that the shop sells in. */
  prices: readonly { currency: string; amount: string; fromTen: string }[]
}

/** As the database of this SAP has it: 18 digits, with leading zeros. */
const matnr = (number: string) => number.padStart(18, '0')

/** What this SAP knows of. */
export const materials: readonly Material[] = [
  {
    number: '47110',
    names: { EN: 'Impact drill, 750 W', DE: 'Schlagbohrmaschine, 750 W' },
    text: 'Drills wood, steel and stone. With a case.',
    grams: 2_100,
    size: [320, 110, 255],
    ean: '4006381333931',
    stock: 25,
    prices: [
      { currency: 'USD', amount: '159.00', fromTen: '149.00' },
      { currency: 'EUR', amount: '149.00', fromTen: '139.00' },
    ],
  },
  {
    number: '47120',
    names: { EN: 'Diamond core bit, 68 mm', DE: 'Diamantbohrkrone, 68 mm' },
    text: 'For sockets in brick and concrete.',
    grams: 640,
    size: [90, 90, 180],
    ean: '4006381333948',
    stock: 12,
    prices: [
      { currency: 'USD', amount: '38.50', fromTen: '35.00' },
      { currency: 'EUR', amount: '36.00', fromTen: '33.00' },
    ],
  },
]

/** A customer, with sales data, as DEBMAS07 brings them. */
export const customer: Message = {
  type: 'DEBMAS07',
  message: 'DEBMAS',
  about: 'customer 10020, Cedar & Stone Builders',
  segments: [
    segment(
      'E1KNA1M',
      {
        MSGFN: '005',
        KUNNR: '0000010020',
        LAND1: 'US',
        NAME1: 'Cedar & Stone Builders',
        STRAS: '88 Union Avenue',
        ORT01: 'Memphis',
        PSTLZ: '38103',
        REGIO: 'TN',
        TELF1: '+1 901 555 0170',
      },
      segment('E1KNVVM', { MSGFN: '005', ...area, SPART: '00', PLTYP: 'W1', WAERS: 'USD', ZTERM: '0002' }),
      segment('E1KNKAM', { MSGFN: '005' }, segment('E1KNKKM', { MSGFN: '005', KKBER: '1000', KLIMK: '25000.00' })),
    ),
  ],
}

/** Whom guests' orders are written and billed for: the shop's setting `oneTimeCustomer`. */
export const guests: Message = {
  type: 'DEBMAS07',
  message: 'DEBMAS',
  about: 'customer 99999, whoever buys without an account',
  segments: [
    segment(
      'E1KNA1M',
      { MSGFN: '005', KUNNR: '0000099999', KTOKD: 'CPDA', LAND1: 'US', NAME1: 'One-time customer' },
      segment('E1KNVVM', { MSGFN: '005', ...area, SPART: '00', WAERS: 'USD' }),
    ),
  ],
}

/** A material as MATMAS05 brings it: texts in two languages, weight, size, EAN, tax class. */
export function material({ number, names, text, grams, size, ean }: Material): Message {
  const [length, width, height] = size.map((millimetres) => `${millimetres}.000`)
  return {
    type: 'MATMAS05',
    message: 'MATMAS',
    about: `material ${number}, ${names.EN}`,
    segments: [
      segment(
        'E1MARAM',
        {
          MSGFN: '005',
          MATNR: matnr(number),
          MTART: 'HAWA',
          MATKL: 'DRILLS',
          MEINS: 'PCE',
          BRGEW: `${grams}.000`,
          NTGEW: `${grams}.000`,
          GEWEI: 'GRM',
          EAN11: ean,
          LAENG: length!,
          BREIT: width!,
          HOEHE: height!,
          MEABM: 'MMT',
          MSTDE: '00000000',
        },
        segment('E1MAKTM', { MSGFN: '005', SPRAS: 'E', SPRAS_ISO: 'EN', MAKTX: names.EN }),
        segment('E1MAKTM', { MSGFN: '005', SPRAS: 'D', SPRAS_ISO: 'DE', MAKTX: names.DE }),
        segment('E1MVKEM', { MSGFN: '005', ...area, DWERK: plant }),
        segment('E1MLANM', { MSGFN: '005', ALAND: 'US', TATY1: 'UTXJ', TAXM1: '1' }),
        segment(
          'E1MTXHM',
          { MSGFN: '005', TDOBJECT: 'MATERIAL', TDID: 'GRUN', TDSPRAS: 'E', SPRAS_ISO: 'EN' },
          segment('E1MTXLM', { MSGFN: '005', TDFORMAT: '*', TDLINE: text }),
        ),
      ),
    ],
  }
}

/** A price as COND_A04 brings it: for everybody in the sales area, from a day on, less from ten pieces on. */
export function price(
  { number }: Material,
  { currency, amount, fromTen, since }: { currency: string; amount: string; fromTen: string; since: string },
): Message {
  return {
    type: 'COND_A04',
    message: 'COND_A',
    about: `price of ${number}: ${amount} ${currency}, from ten pieces on ${fromTen}`,
    segments: [
      segment(
        'E1KOMG',
        // with the currency in its key, a material has a price in each
        { KVEWE: 'A', KOTABNR: '904', KAPPL: 'V', KSCHL: 'PR00', ...area, WAERK: currency, MATNR: matnr(number) },
        segment(
          'E1KONH',
          { DATAB: since, DATBI: '99991231' },
          segment(
            'E1KONP',
            { KSCHL: 'PR00', KRECH: 'C', KBETR: amount, KONWA: currency, KPEIN: '1', KMEIN: 'PCE' },
            segment('E1KONM', { KSTBM: '0.000', KBETR: amount }),
            segment('E1KONM', { KSTBM: '10.000', KBETR: fromTen }),
          ),
        ),
      ),
    ],
  }
}

/** How much of a material lies there, as LOISTD01 tells it. */
export const stock = ({ number, stock: pieces }: Material): Message => ({
  type: 'LOISTD01',
  message: 'LOISTD',
  about: `stock of ${number}: ${pieces} in plant ${plant}`,
  segments: [segment('E1MDSTL', { MATNR: matnr(number), WERKS: plant, LABST: `${pieces}.000` })],
})

/** A goods receipt (movement type 101), as WMMBID02 tells it. */
export const receipt = ({ number }: Material, pieces: number, today: string): Message => ({
  type: 'WMMBID02',
  message: 'WMMBXY',
  about: `goods receipt: ${pieces} more of ${number}`,
  segments: [
    segment(
      'E1MBXYH',
      { BLDAT: today, BUDAT: today, XBLNR: 'LS-881', BKTXT: 'Goods receipt', TCODE: 'MB01' },
      segment('E1MBXYI', {
        MATNR: matnr(number),
        WERKS: plant,
        LGORT: '0001',
        BWART: '101',
        ERFMG: `${pieces}.000`,
        ERFME: 'PCE',
      }),
    ),
  ],
})
