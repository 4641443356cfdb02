import type { Grant } from '../../../apps/api/src/engine/records/grants.ts'

const every = (
  entities: readonly string[],
  deeds: readonly string[],
  level: Grant['level'] = 'organization',
): Grant[] => entities.flatMap((entity) => deeds.map((deed): Grant => ({ entity, deed, level })))

const parcels = ['shipmentParcel', 'parcelEvent', 'shipmentPickup']

/** What people and systems of a house usually need; each house makes its own besides. */
export const roles: { code: string; name: string; note: string; grants: readonly Grant[] }[] = [
  {
    code: 'administrator',
    name: 'Administrator',
    note: 'Everything, everywhere.',
    grants: [{ entity: '*', deed: '*', level: 'all' }],
  },
  {
    code: 'clerk',
    name: 'Sales clerk',
    note: 'Customers and their orders; reads what is sold.',
    grants: [
      ...every(
        [
          'customer',
          'customerUser',
          'customerAddress',
          'order',
          'orderLine',
          'orderAddress',
          'shipment',
          'shipmentLine',
        ],
        ['read', 'create', 'update'],
      ),
      ...every(['shipment'], ['buyLabels', 'cancelLabels', 'bookPickup', 'cancelPickup']),
      ...every(['shipmentParcel'], ['track']),
      ...every(parcels, ['read']),
      ...every(
        [
          'customerGroup',
          'product',
          'productUnit',
          'category',
          'brand',
          'unit',
          'price',
          'priceList',
          'inventoryLevel',
          'warehouse',
          'website',
        ],
        ['read'],
      ),
    ],
  },
  {
    code: 'regional-sales',
    name: 'Regional sales',
    note: 'Customers of the business unit and of those below it, and what they ordered; reads what is sold.',
    grants: [
      ...every(
        ['customer', 'customerUser', 'customerAddress', 'quote', 'quoteLine', 'quoteOffer', 'rfq'],
        ['*'],
        'unitAndBelow',
      ),
      ...every(
        ['order', 'orderLine', 'orderAddress', 'orderAmendment', 'shipment', 'shipmentLine', 'invoice', 'invoiceLine'],
        ['read'],
        'unitAndBelow',
      ),
      ...every(parcels, ['read'], 'unitAndBelow'),
      ...every(
        ['customerGroup', 'product', 'productUnit', 'category', 'unit', 'price', 'priceList', 'website'],
        ['read'],
      ),
    ],
  },
  {
    code: 'erp',
    name: 'ERP',
    note: 'Products, prices, stock, customers and orders, both ways.',
    grants: [
      ...every(
        [
          'attributeFamily',
          'brand',
          'category',
          'coupon',
          'couponUse',
          'customer',
          'customerAddress',
          'customerGroup',
          'customerPartner',
          'customerTaxCode',
          'customerUser',
          'externalReference',
          'familyAttribute',
          'giftCard',
          'giftCardEntry',
          'inventoryLevel',
          'invoice',
          'invoiceLine',
          'invoicePayment',
          'job',
          'jobProblem',
          'kitItem',
          'kitItemProduct',
          'order',
          'orderAddress',
          'orderAmendment',
          'orderLine',
          ...parcels,
          'paymentLimit',
          'paymentSetting',
          'paymentTerm',
          'price',
          'priceList',
          'priceListAssignment',
          'product',
          'productCategory',
          'productFile',
          'productImage',
          'productLink',
          'productTaxCode',
          'productUnit',
          'promotion',
          'promotionUse',
          'shipment',
          'shipmentLine',
          'stockMovement',
          'taxJurisdiction',
          'taxPostalRange',
          'taxRule',
          'unit',
          'warehouse',
          'webhookDelivery',
          'webhookSubscription',
        ],
        ['*'],
      ),
      ...every(
        [
          'attribute',
          'attributeOption',
          'organization',
          'payment',
          'paymentEvent',
          'reservation',
          'shippingMethod',
          'website',
        ],
        ['read'],
      ),
    ],
  },
  {
    code: 'auditor',
    name: 'Auditor',
    note: 'Reads everything of the organization, the audit log with it, and changes nothing.',
    grants: [{ entity: '*', deed: 'read', level: 'organization' }],
  },
]

/** People of the house; they share the password of the demo. */
export const users: { email: string; name: string; role: string; unit?: string; demo: string }[] = [
  { email: 'admin@werkmark.example', name: 'Ida Brandt', role: 'administrator', demo: 'Back office: administrator' },
  { email: 'clerk@werkmark.example', name: 'Jonas Weber', role: 'clerk', demo: 'Back office: sales clerk' },
  {
    email: 'dach@werkmark.example',
    name: 'Marie Keller',
    role: 'regional-sales',
    unit: 'dach',
    demo: 'Back office: regional sales',
  },
]

/** The secret is printed by `npm start`: the demo company has nothing to lose. */
export const demoClient = {
  clientId: 'werkmark-erp',
  name: 'Werkmark ERP',
  secret: 'werkmark-demo-secret',
  role: 'erp',
}

/** An app for people, to try the authorization code with. */
export const demoApp = { clientId: 'werkmark-app', name: 'Werkmark app', redirectUri: 'http://127.0.0.1:5555/callback' }

/** A partner who brings and fetches files by SFTP. Its password is printed by `npm start`, too. */
export const demoPartner = { username: 'sap-demo', name: 'SAP middleware of Werkmark', password: 'werkmark-demo-files' }
/** Somebody else's frontend of the shop, to which its customers sign in at our page. */
export const demoFrontend = {
  clientId: 'werkmark-frontend',
  name: 'Werkmark on another frontend',
  redirectUri: 'http://127.0.0.1:5556/callback',
}
