import { expect, it } from 'vitest'
import { errorLines } from './errors-file.ts'
import type { Problem } from './problems.ts'

it('what was refused is told as a table that no spreadsheet runs, whatever a partner wrote', async () => {
  const problem = (value: string): Problem => ({
    record: 1,
    line: 2,
    column: 'name',
    value,
    code: 'FIELD_INVALID',
    detail: 'name: is too long, "much"',
    advice: null,
  })
  async function* problems() {
    for (const value of ['=1+1', '+1', '-1+cmd|calc', '@sum', '\tx', 'plain', "'-1"])
      yield await Promise.resolve(problem(value))
  }
  let text = ''
  for await (const line of errorLines(problems(), { state: 'refused', problem: '-1 of 2' })) text += line
  expect(text.split('\r\n')).toEqual([
    '\uFEFFrecord,line,column,value,code,reason,advice',
    ",,,,REFUSED,'-1 of 2,",
    ...["'=1+1", "'+1", "'-1+cmd|calc", "'@sum", "'\tx", 'plain', "''-1"].map(
      (value) => `1,2,name,${value},FIELD_INVALID,"name: is too long, ""much""",`,
    ),
    '',
  ])
})
