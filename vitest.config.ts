import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  // As Node resolves it: the `module` field leads to a second copy, whose types are not the first's.
  resolve: { alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql')) }] },
  test: {
    include: ['test/**/*.test.ts'],
    reporters: ['default', './test/reporting/closing-line.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // What is there is seen at once; a second is too short for a loaded machine.
    expect: { poll: { timeout: 30_000 } },
    // PGlite takes 400 MB an instance; the machine this must pass on has two cores.
    maxWorkers: 2,
  },
})
