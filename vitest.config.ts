import { readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

/** Workspaces whose tests need no setting of their own; apps/api and prisma bring their own (a database for the run). */
const plain = [
  ...readdirSync(join(import.meta.dirname, 'packages')).map((name) => `packages/${name}`),
  'apps/storefront',
]

const project = (root: string, include: string[]) => ({
  extends: true as const,
  test: {
    name: root,
    root: `./${root}`,
    include,
    setupFiles: [join(import.meta.dirname, 'scripts/unexpected-console.ts')],
  },
})

export default defineConfig({
  test: {
    // tests wait for their databases: one core less than there are, as by default, would leave half of a small machine idle
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      ...plain.map((root) => project(root, ['src/**/*.test.{ts,tsx}', '*.test.ts'])),
      project('scripts', ['**/*.test.ts', '!boundaries/planted/**']),
      'apps/api',
      'prisma',
    ],
  },
})
