// A test in which the code complains aloud fails: what nobody expected to read, nobody reads. A test that does expect
// output looks at it and then clears the spy: `expect(console.error).toHaveBeenCalledOnce(); vi.mocked(console.error).mockClear()`.
import { afterEach, beforeEach, vi, type MockInstance } from 'vitest'

let spies: MockInstance[] = []

beforeEach(() => {
  spies = (['error', 'warn'] as const).map((method) => vi.spyOn(console, method))
})

afterEach(() => {
  const said = spies.flatMap((spy) => spy.mock.calls)
  spies.forEach((spy) => spy.mockRestore())
  if (said.length > 0) throw new Error(`unexpected console output in this test: ${JSON.stringify(said[0])}`)
})
