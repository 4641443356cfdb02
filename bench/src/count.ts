import { Client, sendCall, type Deed } from './client.ts'
import type { Goods } from './goods.ts'
import { purchase } from './purchase.ts'
import { addLine } from './queries.ts'
import type { StatementCounter } from './statement-counter.ts'
import type { Reading } from './works.ts'

const median = (numbers: number[]): number =>
  numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN

/** Does something seven times, one after another, and tells the median of the statements that each took. The first two warm up. */
async function each(counter: StatementCounter, act: (turn: number) => Promise<unknown>): Promise<number> {
  const counts: number[] = []
  for (let turn = 0; turn < 7; turn++) {
    const before = counter.count()
    await act(turn)
    if (turn >= 2) counts.push(counter.count() - before)
  }
  return median(counts)
}

/** SQL statements of one question, by an API whose database connection is counted. */
export function countReading(apiUrl: string, counter: StatementCounter, reading: Reading): Promise<number> {
  const client = new Client(apiUrl)
  return each(counter, async (turn) => {
    const question = reading.questions[turn % reading.questions.length]
    if (question) await client.text(question.query, question.variables)
  })
}

/** SQL statements of a call at the back office. */
export function countDeed(apiUrl: string, counter: StatementCounter, { calls }: Deed): Promise<number> {
  return each(counter, async (turn) => {
    const call = calls[turn % calls.length]
    if (call) await sendCall(apiUrl, call)
  })
}

/** SQL statements of adding something else to a cart that has something in it. */
export async function countAddition(apiUrl: string, counter: StatementCounter, goods: Goods): Promise<number> {
  const client = new Client(apiUrl)
  return each(counter, (turn) => client.text(addLine, { input: goods.buyable[turn % goods.buyable.length] }))
}

/** SQL statements of a whole purchase by a new visitor, the provider's webhook included where it reaches this API. */
export function countPurchase(
  apiUrl: string,
  stripeSandboxUrl: string,
  counter: StatementCounter,
  goods: Goods,
): Promise<number> {
  return each(counter, async (turn) => {
    const line = goods.buyable[turn % goods.buyable.length]
    if (line) await purchase({ apiUrl, stripeSandboxUrl, buyable: goods.buyable }, line)
  })
}
