import { defineProject } from 'vitest/config'

export default defineProject({
  test: {
    name: 'prisma',
    root: import.meta.dirname,
    include: ['seed/**/*.test.ts'],
    globalSetup: '../apps/api/src/testing/global-setup.ts',
    setupFiles: ['../scripts/unexpected-console.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
