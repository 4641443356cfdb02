import { defineProject } from 'vitest/config'

export default defineProject({
  // Vite would take graphql's second copy (index.mjs), while Apollo and graphql-jit load the first one, as Node does.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    name: 'api',
    root: import.meta.dirname,
    include: ['src/**/*.test.ts'],
    globalSetup: './src/testing/global-setup.ts',
    setupFiles: ['../../scripts/unexpected-console.ts'],
    // a file finds the modules of the one before it loaded already: to load the API again for each took half of all the time
    isolate: false,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})
