/** Where files of the company's systems pass through, besides the SAP middleware's account (access.ts). Its password is printed by `npm start`, too. */
export const demoFiles = {
  username: 'files-demo',
  name: 'Files of Werkmark’s systems',
  password: 'werkmark-demo-files',
}

interface ConnectorData {
  code: string
  name: string
  direction: 'in' | 'out'
  format: string
  entity?: string
  messageType?: string
  fileMask?: string
  fileName?: string
  topic?: string
  /** out: which rows. */
  filter?: Readonly<Record<string, unknown>>
  /** in: a file that says what the last one said is read again, for what others change in the meantime. */
  readsSame?: true
}

/** IDocs that come in, in the order in which files that wait together are read. */
const inbound = (messageType: string, name: string, mask: string, readsSame?: true): ConnectorData => ({
  code: messageType.toLowerCase(),
  name,
  direction: 'in',
  format: 'idoc',
  messageType,
  fileMask: `${mask}_*.xml`,
  ...(readsSame ? { readsSame } : {}),
})

/** IDocs that go out, each as soon as it is told. */
const outbound = (messageType: string, name: string, topic: string, fileName: string): ConnectorData => ({
  code: messageType.toLowerCase(),
  name,
  direction: 'out',
  format: 'idoc',
  entity: topic.slice(0, topic.indexOf('.')),
  messageType,
  topic,
  fileName,
})

export const integrations: {
  code: string
  name: string
  module: string
  account: string
  settings: Readonly<Record<string, unknown>>
  connectors: readonly ConnectorData[]
}[] = [
  {
    code: 'sap',
    name: 'SAP of Werkmark',
    module: 'sap',
    account: 'sap-demo',
    settings: {
      client: '100',
      us: { port: 'PORTICO', type: 'LS', number: 'PORTICO' },
      them: { port: 'SAPWM1', type: 'LS', number: 'WM1CLNT100' },
      website: 'werkmark',
      salesAreas: [{ salesOrganization: '1000', channel: '10', division: '00' }],
      oneTimeCustomer: '0000099999',
      currency: 'USD',
      languages: { EN: 'en', DE: 'de' },
      materialNumbers: 'strip',
      customerNumbers: 'strip',
      plants: { '1000': 'memphis', '2000': 'hamburg' },
      units: {
        PCE: 'piece',
        ST: 'piece',
        CT: 'box',
        KAR: 'box',
        PK: 'pack',
        PF: 'pallet',
        PAL: 'pallet',
        MTR: 'metre',
        KGM: 'kilogram',
        LTR: 'litre',
        RO: 'roll',
        PR: 'pair',
        SET: 'set',
      },
      unitsOut: { piece: 'PCE', box: 'CT', pallet: 'PF' },
      materialGroups: { DRILLS: 'cordless-drills' },
      materialTaxes: { '1': 'standard', '2': 'reduced' },
      customerGroups: { W1: 'wholesale', R1: 'retail' },
      paymentTerms: { '0002': 'NET30', '0003': '2-10-NET30' },
      taxCodes: { '19': 'A2', '7': 'A1', '0': 'A0' },
      shippingConditions: { flatRate: '01', pickup: '02', fedex: '03' },
      paymentMethods: { stripe: 'STRI' },
      rejectionReasons: { Z1: 'Sold out, and it will not come again' },
      carriers: { R00001: 'DHL' },
      trackingUrl: 'https://www.dhl.com/en/express/tracking.html?AWB={number}',
    },
    connectors: [
      inbound('DEBMAS07', 'Customers', 'DEBMAS'),
      inbound('MATMAS05', 'Materials', 'MATMAS'),
      inbound('COND_A04', 'Prices', 'COND_A'),
      inbound('LOISTD01', 'Stock levels', 'LOISTD', true),
      inbound('WMMBID02', 'Stock movements', 'WMMBID'),
      inbound('ORDRSP', 'Order confirmations', 'ORDRSP'),
      inbound('DELVRY07', 'Deliveries', 'DELVRY'),
      inbound('INVOIC02', 'Invoices', 'INVOIC'),
      {
        ...outbound('ORDERS05', 'Orders', 'order.placed', 'ORDERS_{number}_{now}.xml'),
        // what was entered under a number of another system's is there already
        filter: { path: 'externalNumber', op: 'exists', value: false },
      },
      outbound(
        'ORDCHG',
        'Changed and cancelled orders',
        'orderAmendment.made',
        'ORDCHG_{order.number}_{number}_{now}.xml',
      ),
    ],
  },
  {
    code: 'files',
    name: 'Files of Werkmark’s other systems',
    module: 'files',
    account: demoFiles.username,
    settings: {},
    connectors: [
      {
        code: 'products',
        name: 'Products',
        direction: 'in',
        format: 'csv',
        entity: 'product',
        fileMask: 'products*.csv',
      },
      { code: 'prices', name: 'Prices', direction: 'in', format: 'csv', entity: 'price', fileMask: 'prices*.csv' },
      {
        code: 'stock',
        name: 'Stock levels',
        direction: 'in',
        format: 'csv',
        entity: 'inventoryLevel',
        fileMask: 'stock*.csv',
        readsSame: true,
      },
      {
        code: 'orders',
        name: 'Orders, when somebody asks for them',
        direction: 'out',
        format: 'jsonl',
        entity: 'order',
        fileName: 'orders_{now}.jsonl',
      },
    ],
  },
]
