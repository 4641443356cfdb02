import { parseArgs } from 'node:util'
import { Portico } from './portico.ts'
import { pullOrders } from './pull-orders.ts'
import { pushPrices } from './push-prices.ts'

const usage = `npx tsx examples/erp/src/main.ts prices <file.csv>    pushes prices
npx tsx examples/erp/src/main.ts orders <folder>      pulls orders; --page-size N (100) at once`

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { 'page-size': { type: 'string', default: '100' } },
})
const [command, place] = positionals

const { PORTICO_URL, PORTICO_CLIENT_ID, PORTICO_CLIENT_SECRET } = process.env
const credentials = {
  url: PORTICO_URL ?? 'http://localhost:4000',
  clientId: PORTICO_CLIENT_ID ?? 'werkmark-erp',
  clientSecret: PORTICO_CLIENT_SECRET ?? 'werkmark-demo-secret',
}

async function prices(file: string): Promise<number> {
  const { records, created, changed, refused } = await pushPrices(await Portico.signIn(credentials), file)
  const same = records - created - changed - refused.length
  console.log(`${records} prices: ${created} new, ${changed} changed, ${same} as they were, ${refused.length} refused`)
  for (const { record, sku, code, detail } of refused)
    console.error(`line ${record + 1} of ${file}, ${sku}: ${detail} (${code})`)
  return refused.length === 0 ? 0 : 1
}

async function orders(folder: string): Promise<number> {
  const { taken, known } = await pullOrders(await Portico.signIn(credentials), folder, Number(values['page-size']))
  console.log(`${taken.length} orders taken, ${known} known already`)
  for (const number of taken) console.log(number)
  return 0
}

try {
  if (command === 'prices' && place) process.exitCode = await prices(place)
  else if (command === 'orders' && place) process.exitCode = await orders(place)
  else {
    console.error(usage)
    process.exitCode = 2
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
