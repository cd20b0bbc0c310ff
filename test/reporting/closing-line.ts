import type { Reporter, TestModule } from 'vitest/node'

/** Ends the run with one plain line, for people and for CI: `N passed, N failed, N skipped`. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0 }
    for (const module of modules) {
      if (module.errors().length > 0) counts.failed += 1
      for (const test of module.children.allTests()) {
        const state = test.result().state
        counts[state === 'pending' ? 'skipped' : state] += 1
      }
    }
    // Written when everything else has been: the default reporter prints its summary in the same turn.
    process.once('beforeExit', () => print(counts))
    process.once('exit', () => print(counts))
  }
}

let printed = false

function print({ passed, failed, skipped }: { passed: number; failed: number; skipped: number }): void {
  if (!printed) console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
  printed = true
}
