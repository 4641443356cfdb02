import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { judge, rules, type Verdict } from './judge.ts'

const planted = join(import.meta.dirname, 'planted')

/** What a planted file says about itself on its first line: `// breaks <rule>` or `// lawful`. */
const claims = readdirSync(planted, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => {
    const [firstLine = ''] = readFileSync(join(planted, path), 'utf8').split('\n')
    return {
      path: path.replaceAll('\\', '/'),
      rule: /^\/\/ breaks (\S+)$/.exec(firstLine)?.[1],
      lawful: firstLine === '// lawful',
    }
  })

describe('the judge of the boundaries', () => {
  let verdict: Verdict
  beforeAll(async () => {
    verdict = await judge(planted)
  }, 60_000)

  it('sees every planted file', () => {
    expect(verdict.missed).toEqual([])
    expect(verdict.seen.length).toBeGreaterThanOrEqual(claims.length)
  })

  it('has a planted violation for each of its rules', () => {
    const broken = new Set(claims.map((claim) => claim.rule))
    expect(rules.map((rule) => rule.name).filter((name) => !broken.has(name))).toEqual([])
  })

  it('has a post for every package that the API is built on, but for words that any layer may use', () => {
    const { dependencies } = JSON.parse(
      readFileSync(join(import.meta.dirname, '../../apps/api/package.json'), 'utf8'),
    ) as {
      dependencies: Record<string, string>
    }
    const free = ['@portico/schema', 'uuid', 'zod']
    const posts = rules.filter(({ name }) => name.startsWith('post-')).map(({ to }) => new RegExp(String(to?.path)))
    const without = (name: string) => !posts.some((post) => post.test(`node_modules/${name}/`))
    expect(Object.keys(dependencies).filter(without)).toEqual(free)
  })

  it('has nothing planted that does not say what it breaks', () => {
    expect(claims.filter((claim) => !claim.rule && !claim.lawful)).toEqual([])
  })

  for (const claim of claims)
    it(`${claim.rule ? `reports ${claim.rule}` : 'reports nothing'} in ${claim.path}`, () => {
      const reported = new Set(verdict.trespasses.filter((one) => one.from === claim.path).map((one) => one.rule))
      expect([...reported]).toEqual(claim.rule ? [claim.rule] : [])
    })
})
