import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Result {
  violations: { id: string; impact: string; nodes: { target: string[]; failureSummary: string }[] }[]
}

/** What axe finds serious or critical on the page as it stands, one line each. */
export async function violations(page: Page, selector = 'body'): Promise<string[]> {
  await page.evaluate(source)
  const { violations: found } = await page.evaluate<Result, string>(
    (within) =>
      (globalThis as unknown as { axe: { run(at: string, options: object): Promise<Result> } }).axe.run(
        within,
        { resultTypes: ['violations'] },
      ),
    selector,
  )
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
    )
}
