import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    reporters: ['default', './test/reporting/closing-line.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // PGlite takes 400 MB an instance; the machine this must pass on has two cores.
    maxWorkers: 2,
  },
})
