import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    name: 'apps/api',
    root: import.meta.dirname,
    include: ['src/**/*.test.ts'],
    setupFiles: [join(import.meta.dirname, '../../scripts/unexpected-console.ts')],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})
