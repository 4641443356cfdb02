import { createRequire } from 'node:module'
import { readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { cruise, type ICruiseResult, type IFlattenedRuleSet } from 'dependency-cruiser'

/** One import that a rule refuses: the rule's name and reason, the file that imports and what it imports. */
export interface Trespass {
  rule: string
  reason: string
  from: string
  to: string
}

/** What a run found, and which files it missed: a run that saw nothing proves nothing. */
export interface Verdict {
  trespasses: Trespass[]
  seen: string[]
  missed: string[]
}

interface Rule {
  name: string
  comment: string
  /** What it refuses to import, as a regular expression. */
  to?: { path?: string | string[] }
}

const config = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as {
  forbidden: Rule[]
  options: Record<string, unknown>
}

/** Every rule, by name. */
export const rules: readonly Rule[] = config.forbidden

const roots = ['apps', 'bench', 'e2e', 'examples', 'packages', 'prisma', 'scripts']
const skipped = new Set([
  'node_modules',
  '.next',
  '.turbo',
  '.data',
  'dist',
  'public',
  'planted',
  'generated',
  'results',
])

/** Our source files below `folder`, as paths from it, with forward slashes. */
function sources(folder: string): string[] {
  const walk = (path: string): string[] =>
    readdirSync(join(folder, path), { withFileTypes: true }).flatMap((entry) => {
      const inside = `${path}/${entry.name}`
      if (entry.isDirectory()) return skipped.has(entry.name) ? [] : walk(inside)
      return /\.(ts|tsx|mts|mjs)$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [inside] : []
    })
  const present = new Set(readdirSync(folder))
  return roots.filter((root) => present.has(root)).flatMap(walk)
}

/** Judges every import of every source file below `folder`, which is laid out as the repository is. */
export async function judge(folder: string): Promise<Verdict> {
  const files = sources(folder)
  const { output } = await cruise(
    files,
    { ...config.options, baseDir: folder, validate: true, ruleSet: config as unknown as IFlattenedRuleSet },
    config.options['enhancedResolveOptions'] as Record<string, unknown>,
  )
  const result = output as ICruiseResult
  const reasons = new Map(rules.map((rule) => [rule.name, rule.comment]))
  const seen = result.modules.map((module) => relative(folder, join(folder, module.source)).replaceAll('\\', '/'))
  const known = new Set(seen)
  return {
    trespasses: result.summary.violations.map(({ rule, from, to }) => ({
      rule: rule.name,
      reason: reasons.get(rule.name) ?? '',
      from,
      to,
    })),
    seen,
    missed: files.filter((file) => !known.has(file)),
  }
}
