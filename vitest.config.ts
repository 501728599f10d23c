import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    globalSetup: ['test/support/global-setup.ts'],
    include: [
      'packages/*/src/**/*.test.ts',
      'test/**/*.test.ts',
      'packages/examples/**/*.test.ts',
      'packages/forge-app/**/*.test.tsx',
    ],
    // By default one core is left to others; here much of the work is PostgreSQL's anyway.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
