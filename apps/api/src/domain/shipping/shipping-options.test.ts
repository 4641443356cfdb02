import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startFedexSandbox, type FedexSandbox } from '@portico/sandbox'
import { createFedexCarrier } from '../../adapters/fedex/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import type { Address } from '../../kernel/contract.ts'
import { randomIds } from '../../kernel/ids.ts'
import { money } from '../../kernel/money.ts'
import { frozenClock } from '../../testing/clock.ts'
import { openTestDatabase, silentLog, systemContext, type OpenTestDatabase } from '../../testing/context.ts'
import { createShipping, type ShippingCarrier, type ShippingQuestion } from './index.ts'

const clock = frozenClock('2026-11-23T09:00:00Z')
const ORGANIZATION = randomIds.next()
const DRILL = '018f4e9c-7b1a-7c3e-9d2b-5a6f7e8d9c0b'
const WEBSITE = randomIds.next()
const OTHER = randomIds.next()

const noLabels = { keep: () => Promise.resolve(), read: () => Promise.resolve(undefined) }

let database: OpenTestDatabase
let sandbox: FedexSandbox

beforeAll(async () => {
  database = await openTestDatabase()
  const { db } = database
  const at = clock.now()
  await db.insertInto('organizations').values({ id: ORGANIZATION, name: 'Portico', updatedAt: at }).execute()
  const website = (id: string, code: string) => ({
    id,
    code,
    name: code,
    defaultLocale: 'en',
    locales: ['en', 'de'],
    defaultCurrency: 'EUR',
    currencies: ['EUR', 'USD'],
    defaultCountry: 'DE',
    shippingCountries: ['DE', 'US', 'CH'],
    organizationId: ORGANIZATION,
    updatedAt: at,
  })
  await db
    .insertInto('websites')
    .values([website(WEBSITE, 'default'), website(OTHER, 'other')])
    .execute()
  const warehouse = (code: string, countryCode: string, postalCode: string, priority: number, active = true) => ({
    id: randomIds.next(),
    code,
    name: `Warehouse ${code}`,
    street: 'Dock 1',
    city: 'Town',
    postalCode,
    countryCode,
    region: countryCode === 'US' ? 'IL' : null,
    priority,
    active,
    updatedAt: at,
  })
  await db
    .insertInto('warehouses')
    .values([
      warehouse('berlin', 'DE', '10115', 10),
      warehouse('chicago', 'US', '60601', 1),
      warehouse('closed', 'DE', '00000', 99, false),
    ])
    .execute()
  const method = (
    code: string,
    rest: {
      kind?: 'flatRate' | 'pickup'
      price: string
      countries?: string[]
      currency?: string
      freeFrom?: string
      active?: boolean
      websiteId?: string
    },
  ) => ({
    id: randomIds.next(),
    code,
    kind: rest.kind ?? 'flatRate',
    label: JSON.stringify({ en: `Name ${code}`, de: `Titel ${code}` }),
    countries: rest.countries ?? ['DE'],
    currency: rest.currency ?? 'EUR',
    price: rest.price,
    freeFrom: rest.freeFrom ?? null,
    transitDaysMin: 3,
    transitDaysMax: 5,
    active: rest.active ?? true,
    websiteId: rest.websiteId ?? WEBSITE,
    updatedAt: at,
  })
  await db
    .insertInto('shippingMethods')
    .values([
      method('standard-de', { price: '5.9', freeFrom: '100' }),
      method('pickup-berlin', { kind: 'pickup', price: '0' }),
      method('standard-ch', { price: '19.90', countries: ['CH'] }),
      method('standard-us', { price: '9.90', countries: ['US'], currency: 'USD' }),
      method('retired', { price: '1', active: false }),
      method('elsewhere', { price: '1', websiteId: OTHER }),
    ])
    .execute()
})
afterAll(() => database.close())

beforeEach(async () => {
  sandbox = await startFedexSandbox({ port: 0, now: () => clock.now() })
})
afterEach(() => sandbox.close())

const context = (given: Partial<Ctx> = {}): Ctx => {
  const plain = systemContext(database, { clock })
  return { ...plain, website: { ...plain.website, id: WEBSITE }, ...given }
}
const fedex = (): ShippingCarrier =>
  createFedexCarrier(
    { baseUrl: sandbox.url, ...sandbox.credentials, timeoutMs: 200, budgetMs: 300, firstPauseMs: 5 },
    { clock, ids: randomIds, log: silentLog },
  )

const munich: Address = {
  firstName: 'Ada',
  lastName: 'Byron',
  street: 'Gewerbering 3',
  city: 'München',
  postalCode: '80331',
  countryCode: 'DE',
}
const miami: Address = {
  ...munich,
  street: '1 Business Plaza',
  city: 'Miami',
  region: 'FL',
  postalCode: '33101',
  countryCode: 'US',
}
const question = (rest: Partial<ShippingQuestion> = {}): ShippingQuestion => ({
  lines: [
    {
      ...{ sku: 'DRILL', quantity: '2', weightKg: '2.4', lengthCm: '34', widthCm: '28', heightCm: '11' },
      ...{ productId: DRILL, primaryQuantity: '2', conversion: '1', precision: 0 },
      rowTotal: { amount: '80.00', currency: 'EUR' },
      ...{
        discount: { amount: '0.00', currency: 'EUR' },
        taxAmount: { amount: '0.00', currency: 'EUR' },
        taxRate: '0',
      },
    },
  ],
  address: munich,
  residential: false,
  subtotal: { amount: '80.00', currency: 'EUR' },
  pricesIncludeTax: false,
  ...rest,
})
const ids = (answer: { options: { id: string }[] }): string[] => answer.options.map((option) => option.id)

describe('ways of delivery', () => {
  it('are the carriers’ and the shop’s own, cheapest first, in three statements', async () => {
    const ctx = context()
    const answer = await createShipping({ labels: noLabels, carriers: [fedex()] }).optionsFor(ctx, question())
    expect(ids(answer)).toEqual([
      'pickup:pickup-berlin',
      'flatRate:standard-de',
      'fedex:FEDEX_PRIORITY',
      'fedex:FEDEX_PRIORITY_EXPRESS',
      'fedex:FEDEX_FIRST',
    ])
    expect(answer.notices).toEqual([])
    const amounts = answer.options.map((option) => Number(option.price.amount))
    expect(amounts).toEqual([...amounts].sort((a, b) => a - b))
    expect(answer.options[0]).toMatchObject({
      label: 'Name pickup-berlin',
      pickup: true,
      price: { amount: '0.00', currency: 'EUR' },
    })
    expect(answer.options[1]).toMatchObject({
      carrier: 'flatRate',
      service: 'standard-de',
      price: { amount: '5.90', currency: 'EUR' },
    })
    expect(answer.options[2]).toMatchObject({ label: 'FedEx Priority', transitDaysMin: 2, deliveryDate: '2026-11-25' })
    expect(ctx.statements.count).toBe(3)
  })

  it('speak the shopper’s language', async () => {
    const answer = await createShipping({ labels: noLabels, carriers: [fedex()] }).optionsFor(
      context({ locale: 'de' }),
      question(),
    )
    expect(answer.options.map((option) => option.label)).toEqual(
      expect.arrayContaining(['Titel standard-de', 'FedEx Priority (Express, bis Tagesende)']),
    )
  })

  it('start at the warehouse in the country of destination, in the cart’s currency', async () => {
    const answer = await createShipping({ labels: noLabels, carriers: [fedex()] }).optionsFor(
      context(),
      question({ address: miami, subtotal: { amount: '80', currency: 'USD' } }),
    )
    expect(ids(answer)).toContain('fedex:FEDEX_GROUND')
    expect(ids(answer)).toContain('flatRate:standard-us')
    expect(new Set(answer.options.map((option) => option.price.currency))).toEqual(new Set(['USD']))
  })

  it('cross borders from the warehouse of highest priority, with the goods’ value for customs', async () => {
    const answer = await createShipping({ labels: noLabels, carriers: [fedex()] }).optionsFor(
      context(),
      question({ address: { ...munich, postalCode: '8001', countryCode: 'CH' } }),
    )
    expect(ids(answer)).toContain('fedex:FEDEX_REGIONAL_ECONOMY')
    const body = sandbox.journal.list().findLast((call) => call.path === '/rate/v1/rates/quotes')?.body
    expect(body).toMatchObject({
      requestedShipment: {
        shipper: { address: { postalCode: '10115' } },
        customsClearanceDetail: { commodities: [{ customsValue: { amount: 80, currency: 'EUR' } }] },
      },
    })
  })

  it('of the shop are free from their subtotal on, not a cent before', async () => {
    const shipping = createShipping({ labels: noLabels, carriers: [] })
    const price = async (amount: string) =>
      (await shipping.optionsFor(context(), question({ subtotal: { amount, currency: 'EUR' } }))).options.find(
        (option) => option.id === 'flatRate:standard-de',
      )?.price.amount
    expect([await price('99.99'), await price('100')]).toEqual(['5.90', '0.00'])
  })
})

describe('a carrier in trouble', () => {
  const own = ['pickup:pickup-berlin', 'flatRate:standard-de']

  it.each([
    ['down', { kind: 'status', status: 503 }],
    ['slow', { kind: 'slow', delayMs: 900 }],
    ['cut off', { kind: 'reset' }],
    ['without our keys', { kind: 'status', status: 401 }],
  ] as const)('that is %s leaves the own methods and a notice', async (_what, fault) => {
    sandbox.faults.add({ ...fault, path: '/rate', times: 20 })
    const answer = await createShipping({ labels: noLabels, carriers: [fedex()] }).optionsFor(
      context({ locale: 'de' }),
      question(),
    )
    expect(ids(answer)).toEqual(own)
    expect(answer.notices).toEqual([
      { code: 'CARRIER_UNAVAILABLE', text: expect.stringContaining('Paketdienst') as string },
    ])
  })

  it('that does not know the postal code says so', async () => {
    const answer = await createShipping({ labels: noLabels, carriers: [fedex()] }).optionsFor(
      context(),
      question({ address: { ...munich, postalCode: '05123' } }),
    )
    expect(ids(answer)).toEqual(own)
    expect(answer.notices.map((notice) => notice.code)).toEqual(['CARRIER_ADDRESS_UNKNOWN'])
  })

  const other = (rates: ShippingCarrier['rates']): ShippingCarrier => ({ code: 'other', name: 'Other', rates })

  it('that hangs or breaks does not hold up the others', async () => {
    const hanging = other(async () => {
      await sleep(30_000, undefined, { ref: false })
      return { rates: [] }
    })
    const broken = other(() => Promise.reject(new Error('broken')))
    const start = performance.now()
    const answer = await createShipping({
      labels: noLabels,
      carriers: [hanging, broken, fedex()],
      patienceMs: 1_000,
    }).optionsFor(context(), question())
    expect(performance.now() - start).toBeLessThan(10_000)
    expect(ids(answer)).toContain('fedex:FEDEX_PRIORITY')
    expect(answer.notices.map((notice) => notice.code)).toEqual(['CARRIER_UNAVAILABLE'])
  })

  it('that answers in another currency than the cart’s is left out, with a notice', async () => {
    const foreign = other(() =>
      Promise.resolve({
        rates: [
          {
            carrier: 'fedex',
            service: 'X',
            name: { en: 'X', de: 'X' },
            amount: money('1', 'USD'),
            transitDaysMin: null,
            transitDaysMax: null,
            deliveryDate: null,
          },
        ],
      }),
    )
    const answer = await createShipping({ labels: noLabels, carriers: [foreign] }).optionsFor(context(), question())
    expect(ids(answer)).toEqual(own)
    expect(answer.notices.map((notice) => notice.code)).toEqual(['CARRIER_CURRENCY'])
  })
})
