import { z } from 'zod'
import { isTimeZone } from './values.ts'

const code = z.string().min(1).max(60)
const codes = (doc: string) => z.record(z.string().min(1).max(60), code).default({}).describe(doc)

const partner = (doc: string) =>
  z
    .strictObject({
      port: z.string().max(10).default('').describe('SNDPOR or RCVPOR.'),
      type: z.string().max(2).default('LS').describe('SNDPRT or RCVPRT: LS logical system, KU customer, LI vendor.'),
      number: z.string().min(1).max(10).describe('SNDPRN or RCVPRN.'),
    })
    .describe(doc)

const movement = z.strictObject({
  sign: z.enum(['+', '-', 'ignore']),
  reason: z.enum(['received', 'counted', 'damaged', 'lost', 'returned', 'other']).default('other'),
})

/** The movement types of a standard system. Goods that leave for our own orders leave the stock when their delivery comes in (DELVRY07), so 601 and 602 move nothing. */
const standardMovements: Record<string, { sign: '+' | '-' | 'ignore'; reason: z.infer<typeof movement>['reason'] }> = {
  '101': { sign: '+', reason: 'received' },
  '102': { sign: '-', reason: 'received' },
  '122': { sign: '-', reason: 'returned' },
  '201': { sign: '-', reason: 'other' },
  '202': { sign: '+', reason: 'other' },
  '261': { sign: '-', reason: 'other' },
  '262': { sign: '+', reason: 'other' },
  '501': { sign: '+', reason: 'received' },
  '502': { sign: '-', reason: 'received' },
  '551': { sign: '-', reason: 'damaged' },
  '552': { sign: '+', reason: 'damaged' },
  '561': { sign: '+', reason: 'counted' },
  '562': { sign: '-', reason: 'counted' },
  '601': { sign: 'ignore', reason: 'other' },
  '602': { sign: 'ignore', reason: 'other' },
  '651': { sign: '+', reason: 'returned' },
  '652': { sign: '-', reason: 'returned' },
  '653': { sign: '+', reason: 'returned' },
  '654': { sign: '-', reason: 'returned' },
  '701': { sign: '+', reason: 'counted' },
  '702': { sign: '-', reason: 'counted' },
}

const numbers = (what: string) =>
  z
    .enum(['keep', 'strip'])
    .default('keep')
    .describe(
      `How ${what} are kept here. keep: as IDocs bring them, with their leading zeros. strip: as people see them in SAP, where a number of digits only has no leading zeros (conversion ALPHA); they are filled up again on the way out.`,
    )

/** What an administrator says of a SAP system. Each member is explained where it stands: the JSON Schema of it is shown at the doors. */
export const sapSettings = z.strictObject({
  system: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,60}$/)
    .default('sap')
    .describe(
      'What the system is called in external references: an order’s number there is `{system: "sap", id: "0000012345"}`.',
    ),
  client: z
    .string()
    .regex(/^\d{3}$/)
    .default('100')
    .describe('MANDT of what we write.'),
  us: partner('Who we are to SAP: sender of what we write.').default({
    port: 'PORTICO',
    type: 'LS',
    number: 'PORTICO',
  }),
  senders: z
    .array(z.string().regex(/^[^/]{1,10}(\/\d{3})?$/, 'is a partner number, or one with its client: PRDCLNT100/100'))
    .default([])
    .describe(
      'Whose IDocs are read: SNDPRN, or `SNDPRN/MANDT`, as `PRDCLNT100/100`. Others, such as those of a test system that was pointed at the wrong folder, are refused. None: anybody’s.',
    ),
  them: partner('Who SAP is to us: receiver of what we write.').default({ port: '', type: 'LS', number: 'SAP' }),
  website: code.default('main').describe('The website whose shoppers get the prices, by its code.'),
  salesAreas: z
    .array(
      z.strictObject({
        salesOrganization: z.string().min(1).max(4),
        channel: z.string().min(1).max(2),
        division: z.string().max(2).default('00'),
      }),
    )
    .default([])
    .describe(
      'The sales areas that this shop sells for; what SAP says of others is left aside. Orders go to the first. None: everything is read.',
    ),
  oneTimeCustomer: z
    .string()
    .max(10)
    .default('')
    .describe(
      'The customer (sold-to) that orders of guests are written for, whose names and addresses come with them.',
    ),
  orderType: z
    .string()
    .max(4)
    .default('TA')
    .describe('The kind of sales document that orders become (BSART, qualifier 012).'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .default('EUR')
    .describe('Of credit limits.'),
  timeZone: z
    .string()
    .max(60)
    .default('UTC')
    .refine(isTimeZone, 'is no time zone as the IANA database has them')
    .describe('Where SAP’s days begin: the zone of the dates and times that we write, such as `Europe/Berlin`.'),
  language: z
    .string()
    .regex(/^[a-z]{2}(-[A-Z]{2})?$/)
    .default('en')
    .describe('The language that a material without a text in it is called by its number.'),
  languages: codes('Their languages in ours, by SPRAS_ISO: `{"EN": "en"}`. None: every language, in small letters.'),
  materialNumbers: numbers('material numbers'),
  customerNumbers: numbers('customer numbers'),
  plants: codes('Their plants (WERKS) as our warehouses: `{"1000": "main"}`. Others are left aside.'),
  units: codes('Their units, ISO and internal, as ours: `{"PCE": "piece", "ST": "piece", "KGM": "kilogram"}`.'),
  unitsOut: codes(
    'Our units as theirs, on the way out, where several of theirs are one of ours: `{"piece": "PCE"}`. Else one of theirs that fits, an ISO code first; an order in a unit that has none is not written until it is said.',
  ),
  materialGroups: codes('Material groups (MATKL) as categories, by code. Others are put nowhere.'),
  materialTaxes: codes('Tax classes of materials (TAXM1) as tax codes of products: `{"1": "standard"}`.'),
  taxCountry: z
    .string()
    .max(3)
    .default('')
    .describe(
      'The country (ALAND) whose tax classes of materials and customers are read. None: that of the message; one that says different classes for different countries is refused.',
    ),
  creditControlArea: z
    .string()
    .max(4)
    .default('')
    .describe(
      'The credit control area (KKBER) whose credit limit is read. None: that of the message; one that says different limits for different areas is refused.',
    ),
  blockedStatuses: z
    .array(z.string().max(2))
    .default([])
    .describe('Statuses (MSTAE, MSTAV, VMSTA) with which a material is not sold.'),
  putBack: z
    .enum(['people', 'sap'])
    .default('people')
    .describe(
      'Who puts materials on sale again and makes customers active again. people: SAP takes them away (deletion flag, blocked status), and whoever is here puts them back, so that what they have switched off stays off. sap: every message says it anew.',
    ),
  customerGroupBy: z
    .enum(['priceListType', 'customerGroup', 'nothing'])
    .default('priceListType')
    .describe(
      'What makes a customer’s group here: the price list type (PLTYP) or the customer group (KDGRP) of the sales area. Prices by the other of them cannot be given to anybody.',
    ),
  customerGroups: codes('Those as customer groups, by code. None: by their own code.'),
  customerTaxes: codes(
    'Tax classes of customers (TAXKD) as tax codes of customers: `{"0": "exempt"}`. Others have none of their own.',
  ),
  paymentTerms: codes('Payment terms (ZTERM) as ours, by code: `{"0002": "NET30"}`.'),
  prices: z
    .array(z.string().min(1).max(4))
    .default(['PR00'])
    .describe('The condition types that are prices, in the order in which they win: the first goes before the second.'),
  otherConditions: z
    .enum(['refuse', 'skip'])
    .default('refuse')
    .describe(
      'What becomes of conditions that cannot be said here, such as discounts in percent: refused with a reason, or left aside.',
    ),
  conditions: z
    .strictObject({
      price: z.string().max(4).default('PR00'),
      discount: z.string().max(4).default('RB00'),
      delivery: z.string().max(4).default('HD00'),
      deliveryDiscount: z.string().max(4).default('HB00'),
      surcharge: z.string().max(4).default('HB00'),
    })
    .default({ price: 'PR00', discount: 'RB00', delivery: 'HD00', deliveryDiscount: 'HB00', surcharge: 'HB00' })
    .describe(
      'The condition types that an order is written with: prices and discounts of its items; its delivery, what is taken off that, and the surcharge of its way to pay.',
    ),
  taxCodes: codes('Tax rates, in percent, as tax codes (MWSKZ): `{"19": "A2", "7": "A1"}`.'),
  netAmounts: z
    .array(z.string().min(1).max(3))
    .min(1)
    .default(['002'])
    .describe(
      'The qualifiers of E1EDP26 that are an item’s net amount in their invoices, the first that is there. Without one, NETWR; else 003 less the item’s taxes.',
    ),
  shippingConditions: codes(
    'Ways of delivery as shipping conditions (VSART): by the option’s id or its carrier: `{"flatRate:standard": "01"}`.',
  ),
  paymentMethods: codes(
    'How orders are paid, as the payment card type or method that SAP knows: `{"stripe": "STRI"}`.',
  ),
  movements: z
    .record(z.string().max(3), movement)
    .default({})
    .describe(
      'Movement types (BWART) beside those of a standard system, or other than there: `{"901": {"sign": "+", "reason": "returned"}}`.',
    ),
  rejectionReasons: z
    .record(z.string().max(2), z.string().max(200))
    .default({})
    .describe('Reasons for rejection (ABGRU) in the words that the shopper reads.'),
  carriers: z
    .record(z.string().max(20), z.string().max(40))
    .default({})
    .describe('Routes (ROUTE) or carriers’ numbers as the name that the shopper reads: `{"R00001": "DHL"}`.'),
  trackingUrl: z.string().max(400).default('').describe('Where a parcel is followed; `{number}` is filled in.'),
})

export type SapSettings = z.infer<typeof sapSettings>

/** What a connector of this module may say. */
export const sapConnector = z.strictObject({
  layout: z
    .enum(['xml', 'flat'])
    .default('xml')
    .describe('out: how IDocs are written. What comes in is read either way.'),
  segments: z
    .record(z.string().max(30), z.string().regex(/^[A-Z0-9_]+:\d+( [A-Z0-9_]+:\d+)*$/))
    .default({})
    .describe(
      'Segments that are otherwise there, for flat files: `{"Z1ADD": "FIELD:10 OTHER:3"}`, as transaction WE60 prints them.',
    ),
})

/** Settings as they stand in the database, which may lack what is new. */
export const settingsOf = (given: unknown): SapSettings => sapSettings.parse(given ?? {})
export const connectorOf = (given: unknown): z.infer<typeof sapConnector> => sapConnector.parse(given ?? {})

export const movementOf = (settings: SapSettings, type: string) => settings.movements[type] ?? standardMovements[type]

const jsonSchema = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input', target: 'draft-2020-12' })
export const settingsSchema = jsonSchema(sapSettings) as Readonly<Record<string, unknown>>
export const connectorSchema = jsonSchema(sapConnector) as Readonly<Record<string, unknown>>
