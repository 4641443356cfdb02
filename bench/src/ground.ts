import { countStatements, type StatementCounter } from './statement-counter.ts'
import type { Call } from './drive.ts'
import { startFloor, storeAnswers } from './floor.ts'
import type { BenchStack } from './stack.ts'

/** What every part of the benchmark stands on. */
export interface Ground extends BenchStack {
  seconds: number
  connections: number
  /** How much files hold. */
  sizes: { products: number; prices: number }
  say: (line: string) => void
  /** A second API process whose way to the database is counted, for as long as the work takes. */
  counted: <Result>(work: (apiUrl: string, counter: StatementCounter) => Promise<Result>) => Promise<Result>
  /** The same bytes as these answers, by the least that they can cost. */
  floorOf: (answers: string[]) => Promise<{ name: string; url: string; calls: Call[] }>
  /** Ends what was opened here; the stack is its owner's. */
  close: () => void
}

/** Opens the floor's server beside a stack. */
export async function openGround(
  stack: BenchStack,
  given: Pick<Ground, 'seconds' | 'connections' | 'sizes' | 'say'>,
): Promise<Ground> {
  const floor = await startFloor(stack.databaseUrl)
  return {
    ...stack,
    ...given,
    counted: async (work) => {
      const counter = await countStatements(stack.databaseUrl)
      const api = await stack.startApi(counter.databaseUrl)
      try {
        return await work(api.url, counter)
      } finally {
        await api.stop()
        counter.stop()
      }
    },
    floorOf: async (answers) => {
      const ids = await storeAnswers(stack.databaseUrl, answers)
      const kilobytes = answers.reduce((sum, answer) => sum + answer.length, 0) / answers.length / 1024
      const calls = ids.map((id): Call => ({ method: 'GET', path: `/${id}` }))
      return { name: `  its floor (${kilobytes.toFixed(1)} KB)`, url: floor.url, calls }
    },
    close: floor.stop,
  }
}
