import { readFileSync } from 'node:fs'

/** What a stage of the tests came to. `failures` names each failed test, or says why the stage itself failed. */
export interface Tally {
  passed: number
  failures: string[]
  skipped: number
}

interface VitestReport {
  success: boolean
  testResults: {
    name: string
    status: string
    message: string
    assertionResults: { status: string; fullName: string }[]
  }[]
}

interface PlaywrightSuite {
  title: string
  file?: string
  suites?: PlaywrightSuite[]
  specs?: { title: string; tests: { projectName: string; status: string }[] }[]
}

interface PlaywrightReport {
  suites: PlaywrightSuite[]
  errors: { message?: string }[]
}

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))

/** Reads the report of `vitest --reporter=json`. A file that did not load counts as one failure. */
export function tallyVitest(file: string): Tally {
  const report = read(file) as VitestReport
  const tally: Tally = { passed: 0, failures: [], skipped: 0 }
  for (const suite of report.testResults) {
    for (const test of suite.assertionResults) {
      if (test.status === 'passed') tally.passed++
      else if (test.status === 'failed') tally.failures.push(`${suite.name}: ${test.fullName}`)
      else tally.skipped++
    }
    const told = suite.assertionResults.some((test) => test.status === 'failed')
    if (suite.status === 'failed' && !told) tally.failures.push(`${suite.name}: ${suite.message.split('\n')[0]}`)
  }
  if (!report.success && tally.failures.length === 0)
    tally.failures.push('vitest reported an error outside of any test; read its output above')
  return tally
}

/** Reads the report of Playwright's json reporter. A test that passed only when tried again counts as failed. */
export function tallyPlaywright(file: string): Tally {
  const report = read(file) as PlaywrightReport
  const tally: Tally = { passed: 0, failures: [], skipped: 0 }
  const visit = (suite: PlaywrightSuite, path: string): void => {
    for (const spec of suite.specs ?? [])
      for (const test of spec.tests) {
        if (test.status === 'expected') tally.passed++
        else if (test.status === 'skipped') tally.skipped++
        else
          tally.failures.push(
            `${path}: ${spec.title} [${test.projectName}]${test.status === 'flaky' ? ' (flaky)' : ''}`,
          )
      }
    for (const inner of suite.suites ?? []) visit(inner, `${path} › ${inner.title}`)
  }
  for (const suite of report.suites) visit(suite, suite.title)
  for (const error of report.errors)
    tally.failures.push(`playwright: ${(error.message ?? 'unknown error').split('\n')[0]}`)
  return tally
}

interface FaultsReport {
  rows: { fault: string; struck: number }[]
  failures: string[]
  laws: { law: string; broken: string[] }[]
  blind: string[]
}

/** Reads the report of `npm run faults`: each fault that struck and each law that held has passed; what shoppers complained of, failed. */
export function tallyFaults(file: string): Tally {
  const { rows, failures, laws, blind } = read(file) as FaultsReport
  const broken = laws.filter((one) => one.broken.length > 0)
  const idle = rows.filter(({ struck }) => struck === 0)
  return {
    passed: rows.length - idle.length + laws.length - broken.length,
    skipped: 0,
    failures: [
      ...idle.map(({ fault }) => `faults: ${fault}: never struck`),
      ...broken.map(({ law, broken: [first] }) => `faults: ${law}: ${first}`),
      ...blind.map((law) => `faults: the auditor does not see when this is broken: ${law}`),
      ...failures.map((failure) => `faults: a shopper was let down: ${failure}`),
    ],
  }
}
