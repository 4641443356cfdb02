import { defineProject } from 'vitest/config'

export default defineProject({
  test: {
    name: 'api',
    root: import.meta.dirname,
    include: ['src/**/*.test.ts'],
    globalSetup: './src/testing/global-setup.ts',
    setupFiles: ['../../scripts/unexpected-console.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})
