import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { runStep } from './run-step.ts'
import { tallyFaults, tallyPlaywright, tallyVitest } from './tally.ts'

const folder = mkdtempSync(join(tmpdir(), 'portico-tally-'))
afterAll(() => rmSync(folder, { recursive: true }))

function report(content: object): string {
  const file = join(folder, 'report.json')
  writeFileSync(file, JSON.stringify(content))
  return file
}

const suite = (status: string, tests: string[], message = '') => ({
  name: 'a.test.ts',
  status,
  message,
  assertionResults: tests.map((test) => ({ status: test, fullName: `it ${test}` })),
})

describe('the tally of vitest', () => {
  it('counts what passed, and names what failed', () => {
    const file = report({ success: false, testResults: [suite('failed', ['passed', 'failed', 'passed', 'pending'])] })
    expect(tallyVitest(file)).toEqual({ passed: 2, failures: ['a.test.ts: it failed'], skipped: 1 })
  })

  it('counts a file that did not load as a failure', () => {
    const file = report({ success: false, testResults: [suite('failed', [], 'cannot find module\nat …')] })
    expect(tallyVitest(file).failures).toEqual(['a.test.ts: cannot find module'])
  })

  it('counts an error outside of any test as a failure', () => {
    const file = report({ success: false, testResults: [suite('passed', ['passed'])] })
    expect(tallyVitest(file).failures).toHaveLength(1)
  })
})

describe('the tally of Playwright', () => {
  const journeys = (...statuses: string[]) => ({
    errors: [] as { message: string }[],
    suites: [
      {
        title: 'guest.spec.ts',
        suites: [
          {
            title: 'a guest',
            specs: [{ title: 'buys', tests: statuses.map((status) => ({ projectName: 'phone', status })) }],
          },
        ],
      },
    ],
  })

  it('counts what went as expected, and names the rest; what passed at a second try has failed', () => {
    expect(tallyPlaywright(report(journeys('expected', 'skipped', 'unexpected', 'flaky')))).toEqual({
      passed: 1,
      skipped: 1,
      failures: ['guest.spec.ts › a guest: buys [phone]', 'guest.spec.ts › a guest: buys [phone] (flaky)'],
    })
  })

  it('counts an error outside of the journeys, such as a stack that did not start', () => {
    const file = report({ ...journeys(), errors: [{ message: 'Port 4000 is taken\nat …' }] })
    expect(tallyPlaywright(file).failures).toEqual(['playwright: Port 4000 is taken'])
  })
})

describe('a step', () => {
  it('fails without throwing when its command is not there', async () => {
    const result = await runStep({ name: 'nothing', command: 'no-such-command', args: [] })
    expect(result.passed).toBe(false)
    expect(result.output).toContain('no-such-command')
  })

  it('collects what its command wrote, to both streams', async () => {
    const code = 'console.log("out"); console.error("err"); process.exit(3)'
    const result = await runStep({ name: 'talker', command: process.execPath, args: ['-e', code] })
    expect(result).toMatchObject({ passed: false, output: expect.stringMatching(/out[^]*err|err[^]*out/) as string })
  })
})

describe('the tally of faults', () => {
  it('counts faults that struck and laws that held, and names what was broken', () => {
    const file = report({
      rows: [
        { fault: 'a crash', struck: 2 },
        { fault: 'a fire', struck: 0 },
      ],
      laws: [
        { law: 'money is kept', broken: [] },
        { law: 'goods are kept', broken: ['one is lost', 'another, too'] },
      ],
      failures: ['nobody answered'],
      blind: ['goods are kept'],
    })
    expect(tallyFaults(file)).toEqual({
      passed: 2,
      skipped: 0,
      failures: [
        'faults: a fire: never struck',
        'faults: goods are kept: one is lost',
        'faults: the auditor does not see when this is broken: goods are kept',
        'faults: a shopper was let down: nobody answered',
      ],
    })
  })
})
