import { execFile } from 'node:child_process'
import { existsSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BackOffice } from '../ground/back-office.ts'
import { expect, journey } from '../ground/journey.ts'

// examples/erp: an ERP that is not ours, by client credentials at the back office's JSON:API.
journey.skip(({ isMobile }) => isMobile, 'it has no screen')

const root = join(import.meta.dirname, '..', '..')

/** Runs the ERP to its end, as its README says. */
function runErp(apiUrl: string, args: string[], env: Record<string, string> = {}) {
  const command = ['--import', 'tsx', 'examples/erp/src/main.ts', ...args]
  return new Promise<{ code: number; said: string[]; complained: string }>((resolve) => {
    const child = execFile(
      process.execPath,
      command,
      { cwd: root, env: { ...process.env, PORTICO_URL: apiUrl, ...env } },
      (_error, out, complained) => resolve({ code: child.exitCode ?? -1, said: out.trim().split('\n'), complained }),
    )
  })
}

interface Price {
  quantity: string
  amount: { amount: string; currency: string }
}

/** The prices of a list, with the version of each. */
const pricesOf = async (backOffice: BackOffice, code: string) =>
  (await backOffice.list<Price>('prices', { 'filter[priceList.code]': code, sort: 'quantity' })).map(
    ({ id, attributes, meta }) => ({ id, version: meta?.version, from: attributes.quantity, costs: attributes.amount }),
  )

journey(
  'an ERP pushes prices: the one of an unknown article is reported, the others hold; pushed again, nothing changes',
  async ({ addresses: { apiUrl }, articles, backOffice }, info) => {
    const { sku } = articles[0]!
    const list = `erp-${Date.now()}`
    await backOffice.ask('priceLists', {
      data: { type: 'priceLists', attributes: { code: list, name: 'Of the ERP', currencies: ['USD'] } },
    })
    const [product] = await backOffice.list<{ sku: string }>('products', { 'filter[sku]': sku, include: 'primaryUnit' })
    const [unit] = await backOffice.list<{ code: string }>('units', {
      'filter[id]': product!.relationships!['primaryUnit']!.data!.id,
    })
    const file = info.outputPath('prices.csv')
    const line = (article: string, from: number, amount: string) =>
      [list, article, unit!.attributes.code, from, 'USD', amount].join(',')
    const lines = [line(sku, 1, '10.00'), line('NO-SUCH-1', 1, '1.00'), line(sku, 5, '9.50')]
    writeFileSync(file, ['priceList,sku,unit,quantity,currency,amount', ...lines].join('\n'))

    const first = await runErp(apiUrl, ['prices', file])
    expect(first.said).toEqual(['3 prices: 2 new, 0 changed, 0 as they were, 1 refused'])
    expect(first.complained).toMatch(
      /line 3 of .*prices\.csv, NO-SUCH-1: .*product.* does not exist.*REFERENCE_NOT_FOUND/,
    )
    expect(first.code).toBe(1)
    const pushed = await pricesOf(backOffice, list)
    expect(pushed.map(({ from, costs }) => [Number(from), costs.amount])).toEqual([
      [1, '10.00'],
      [5, '9.50'],
    ])

    // the same export is the same batch
    expect((await runErp(apiUrl, ['prices', file])).said).toEqual(first.said)
    expect(await pricesOf(backOffice, list)).toEqual(pushed)
    // another export that says the same is another one, and finds everything as it is
    utimesSync(file, new Date(), new Date())
    const again = await runErp(apiUrl, ['prices', file])
    expect(again.said).toEqual(['3 prices: 0 new, 0 changed, 2 as they were, 1 refused'])
    expect(await pricesOf(backOffice, list)).toEqual(pushed)
  },
)

journey(
  'an ERP pulls the orders page by page, acknowledges each by its own number, and takes none of them twice',
  async ({ addresses: { apiUrl }, backOffice }, info) => {
    const folder = info.outputPath('orders')
    const own = { ERP_NAME: `erp-${Date.now()}` }
    const placed = await backOffice.list<{ number: string }>('orders', {})
    const first = await runErp(apiUrl, ['orders', folder, '--page-size', '3'], own)
    const taken = first.said.slice(1)
    expect(first.code, first.complained).toBe(0)
    expect(taken).toEqual(expect.arrayContaining(placed.map(({ attributes }) => attributes.number)))
    expect(new Set(taken).size).toBe(taken.length)
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(taken.map((number) => `${number}.json`)))
    const references = () =>
      backOffice.list('externalReferences', {
        'filter[system]': own.ERP_NAME,
        'filter[externalId][in]': taken.map((number) => `SO-${number}`).join(),
        sort: 'externalId',
      })
    const acknowledged = await references()
    expect(acknowledged).toHaveLength(taken.length)

    const second = await runErp(apiUrl, ['orders', folder], own)
    expect(second.code, second.complained).toBe(0)
    expect(second.said.slice(1).filter((number) => taken.includes(number))).toEqual([])
    expect(await references()).toEqual(acknowledged)
  },
)

journey('an ERP with a wrong secret is told so, and does nothing', async ({ addresses: { apiUrl } }, info) => {
  const folder = info.outputPath('orders')
  const { code, said, complained } = await runErp(apiUrl, ['orders', folder], { PORTICO_CLIENT_SECRET: 'guessed' })
  expect(complained).toContain('does not know the client "werkmark-erp" by this secret')
  expect([code, said, existsSync(folder)]).toEqual([1, [''], false])
})
