import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { it } from 'vitest'

/** The labelled set lies beside the repository and is not part of it. */
export const labelledFolder = fileURLToPath(new URL('../../../shared/labelled', import.meta.url))

const present = existsSync(labelledFolder)
if (!present)
  console.warn(`SKIPPED: no labelled texts at ${labelledFolder}; their bars are not held in this run`)

/** A test that needs the labelled set. */
export const itOnLabelled = it.skipIf(!present)

export function readLabelled<T>(name: string): T[] {
  return readFileSync(`${labelledFolder}/${name}`, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T)
}
