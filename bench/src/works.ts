import type { Call } from './drive.ts'
import type { Goods } from './goods.ts'
import { addLine, detail, list, search } from './queries.ts'
import { Client } from './client.ts'

/** A question that is asked over and over, each time about something else. */
export interface Reading {
  name: string
  goal: { ratio: number; statements: number }
  /** Query and variables, one a variation. */
  questions: { query: string; variables: object }[]
}

const graphql = (query: string, variables: object, token?: string): Call => ({
  method: 'POST',
  path: '/graphql',
  headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
  body: JSON.stringify({ query, variables }),
})

/** Whether an answer of GraphQL is an answer: it says 200 for refusals too. */
export const isAnswer = (body: string): boolean => body.startsWith('{"data":{') && !body.includes('"errors":[')

/** List, detail and search over everything that was found in the shop. */
export function readings(goods: Goods): Reading[] {
  const goal = { ratio: 0.3, statements: 2 }
  return [
    {
      name: 'list 24 of a category',
      goal,
      questions: goods.categories.map((category) => ({ query: list, variables: { category } })),
    },
    {
      name: 'product detail',
      goal,
      questions: goods.products.map((slug) => ({ query: detail, variables: { slug } })),
    },
    {
      name: 'search with facets',
      goal,
      questions: goods.words.map((word) => ({ query: search, variables: { query: word } })),
    },
  ]
}

export const callsOf = (reading: Reading): Call[] =>
  reading.questions.map(({ query, variables }) => graphql(query, variables))

/** The same calls by someone who takes no answer that was given to another before. */
export const callsAnew = (reading: Reading): Call[] =>
  callsOf(reading).map((call) => ({ ...call, headers: { ...call.headers, 'cache-control': 'no-cache' } }))

/** Adding to a cart that has something in it already: calls for so many visitors, who each add up to four more things. */
export async function additions(apiUrl: string, buyable: Goods['buyable'], visitors: number): Promise<Call[]> {
  const tokens: string[] = []
  for (let visitor = 0; visitor < visitors; visitor++) {
    const client = new Client(apiUrl)
    await client.text(addLine, { input: buyable[visitor % buyable.length] })
    if (client.token) tokens.push(client.token)
  }
  // Round by round, so that no cart grows before the others.
  return [1, 2, 3, 4].flatMap((round) =>
    tokens.map((token, visitor) => graphql(addLine, { input: buyable[(visitor + round * 7) % buyable.length] }, token)),
  )
}
