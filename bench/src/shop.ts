import { Client } from './client.ts'
import { countAddition, countPurchase, countReading } from './count.ts'
import { drive, driveInTurn } from './drive.ts'
import { findGoods } from './goods.ts'
import type { Ground } from './ground.ts'
import { drivePurchases } from './purchase.ts'
import type { Row } from './report.ts'
import { additions, callsAnew, callsOf, isAnswer, readings } from './works.ts'

/** What shoppers do: list, look, search, fill a cart, buy. */
export async function shopRows(ground: Ground): Promise<Row[]> {
  const { apiUrl, stripeSandboxUrl, seconds, connections, say } = ground
  say('looking around for things to list, search and buy')
  const goods = await findGoods(apiUrl)
  say(
    `${goods.categories.length} categories, ${goods.products.length} products, ${goods.words.length} words, ${goods.buyable.length} things to buy`,
  )
  const works = readings(goods)
  say('counting statements on the wire')
  const statements = await ground.counted(async (url, counter) => {
    const counted = new Map<string, number>()
    for (const work of works) counted.set(work.name, await countReading(url, counter, work))
    counted.set('add to cart', await countAddition(url, counter, goods))
    counted.set('a whole order', await countPurchase(url, stripeSandboxUrl, counter, goods))
    return counted
  })

  const rows: Row[] = []
  for (const work of works) {
    say(`measuring: ${work.name}, in turn with its floor`)
    const client = new Client(apiUrl)
    const answers: string[] = []
    for (const { query, variables } of work.questions.slice(0, 200)) answers.push(await client.text(query, variables))
    const floor = await ground.floorOf(answers)
    const [figures, anew, least] = await driveInTurn(
      [
        { url: apiUrl, calls: callsOf(work), isGood: isAnswer },
        { url: apiUrl, calls: callsAnew(work), isGood: isAnswer },
        floor,
      ],
      { seconds, connections },
    )
    const count = statements.get(work.name)
    const ratio = figures.perSecond / least.perSecond
    rows.push(
      { work: work.name, figures, statements: count, ratio, goal: work.goal },
      { work: '  each answered anew', figures: anew, statements: count, ratio: anew.perSecond / least.perSecond },
      { work: floor.name, figures: least, statements: 1 },
    )
  }

  say('measuring: add to cart')
  const calls = await additions(apiUrl, goods.buyable, 1000)
  const added = await drive({ url: apiUrl, calls, seconds, connections, isGood: isAnswer })
  rows.push({
    work: 'add to cart',
    figures: added,
    statements: statements.get('add to cart'),
    goal: { statements: 10 },
  })

  say('measuring: a whole order, from the first line in the cart to the paid order')
  const bought = await drivePurchases({ apiUrl, stripeSandboxUrl, buyable: goods.buyable }, connections, seconds)
  const most = { statements: 80 }
  rows.push({ work: 'a whole order', figures: bought, statements: statements.get('a whole order'), goal: most })
  return rows
}
